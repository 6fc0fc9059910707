using Listening.Core.Querying;
using Listening.Core.Words;

namespace Listening.Core.Matching;

/// <summary>Finds a term of a query among those of a post; -1 means that there is none.</summary>
internal static class TermFinder
{
    /// <summary>The first term of those folded letters.</summary>
    public static int First(TermList terms, AnalysedText text, uint hash, string folded) => Confirm(terms, text, terms.First(hash), folded);

    /// <summary>The next term of the same letters.</summary>
    public static int After(TermList terms, AnalysedText text, int index, string folded) => Confirm(terms, text, terms.After(index), folded);

    /// <summary>The first hashtag or handle of those letters.</summary>
    public static int FirstMark(AnalysedText text, string folded, TermKind kind) =>
        First(text.Marks, text, TermHash.Of(folded, kind), folded);

    /// <summary>The first link to that host and path.</summary>
    public static int FirstLink(AnalysedPost post, Url url) => Under(post, post.Hosts.First(TermHash.Of(url.Host, TermKind.Host)), url);

    /// <summary>The next link to that host and path.</summary>
    public static int LinkAfter(AnalysedPost post, int index, Url url) => Under(post, post.Hosts.After(index), url);

    private static int Confirm(TermList terms, AnalysedText text, int index, string folded)
    {
        while (index >= 0 && !text.Folded(terms[index]).SequenceEqual(folded)) index = terms.After(index);
        return index;
    }

    private static int Under(AnalysedPost post, int index, Url url)
    {
        while (index >= 0 && !post.Address(post.Hosts[index]).IsUnder(url.Host, url.Path)) index = post.Hosts.After(index);
        return index;
    }
}
