using Listening.Core.Querying;
using Listening.Core.Words;

namespace Listening.Core.Matching;

/// <summary>Collects what made a post match: every place of every part that holds and is not negated.</summary>
internal static class SpanCollector
{
    /// <summary>The places in the text: ascending, not overlapping.</summary>
    public static IReadOnlyList<TextSpan> Collect(QueryNode root, AnalysedPost post)
    {
        var spans = new List<TextSpan>();
        Add(root, post, isNegated: false, spans);
        return Join(spans);
    }

    private static void Add(QueryNode node, AnalysedPost post, bool isNegated, List<TextSpan> spans)
    {
        switch (node)
        {
            case Not negation:
                Add(negation.Part, post, !isNegated, spans);
                break;
            case And all:
                AddParts(all.Parts, post, isNegated, spans);
                break;
            case Or any:
                AddParts(any.Parts, post, isNegated, spans);
                break;
            default:
                if (!isNegated) AddTerm(node, post, spans);
                break;
        }
    }

    private static void AddParts(IReadOnlyList<QueryNode> parts, AnalysedPost post, bool isNegated, List<TextSpan> spans)
    {
        foreach (var part in parts)
            if (QueryEvaluator.Holds(part, post) != isNegated) Add(part, post, isNegated, spans);
    }

    private static void AddTerm(QueryNode node, AnalysedPost post, List<TextSpan> spans)
    {
        var text = post.Text;
        switch (node)
        {
            case Word word:
                AddTerms(text.Words, text, word.Hash, word.Folded, spans);
                break;
            case Prefix prefix:
                foreach (ref readonly var found in text.Words.All)
                    if (text.Folded(found).StartsWith(prefix.Folded, StringComparison.Ordinal)) AddSpan(found, spans);
                break;
            case Phrase phrase:
                PhraseFinder.Find(phrase, text, spans);
                break;
            case Proximity near:
                ProximityFinder.Find(near, text, spans);
                break;
            case Hashtag hashtag:
                AddTerms(text.Marks, text, TermHash.Of(hashtag.Folded, TermKind.Hashtag), hashtag.Folded, spans);
                break;
            case Mention mention:
                AddTerms(text.Marks, text, TermHash.Of(mention.Handle, TermKind.Handle), mention.Handle, spans);
                break;
            case To to:
                AddTerms(text.Marks, text, TermHash.Of(to.Handle, TermKind.Handle), to.Handle, spans);
                break;
            case Url url:
                for (var at = TermFinder.FirstLink(post, url); at >= 0; at = TermFinder.LinkAfter(post, at, url))
                    AddSpan(post.Hosts[at], spans);
                break;
        }
    }

    private static void AddTerms(TermList terms, AnalysedText text, uint hash, string folded, List<TextSpan> spans)
    {
        for (var at = TermFinder.First(terms, text, hash, folded); at >= 0; at = TermFinder.After(terms, text, at, folded))
            AddSpan(terms[at], spans);
    }

    private static void AddSpan(in FoundTerm term, List<TextSpan> spans)
    {
        if (term.Start >= 0) spans.Add(new TextSpan(term.Start, term.Length));
    }

    private static List<TextSpan> Join(List<TextSpan> spans)
    {
        spans.Sort(static (a, b) => a.Start.CompareTo(b.Start));
        var joined = new List<TextSpan>(spans.Count);
        foreach (var span in spans)
        {
            if (joined.Count > 0 && span.Start < joined[^1].Start + joined[^1].Length)
            {
                var last = joined[^1];
                joined[^1] = last with { Length = Math.Max(last.Length, span.Start + span.Length - last.Start) };
            }
            else
            {
                joined.Add(span);
            }
        }

        return joined;
    }
}
