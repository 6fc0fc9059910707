using Listening.Core.Posts;
using Listening.Core.Querying;
using Listening.Core.Words;

namespace Listening.Core.Matching;

/// <summary>All saved searches, compiled: holds a post against every one of them at once. Immutable and safe to share by threads.</summary>
/// <remarks>
/// Each search waits for terms of which a post must have one. A post's words, hashtags, handles and hosts are looked
/// up once; only the searches they wake are evaluated, by the same evaluator that <see cref="QueryMatcher"/> uses.
/// </remarks>
public sealed class SearchSet
{
    private readonly KeyValuePair<int, Query>[] searches;
    private readonly int[] always;
    private readonly TermTable table;
    private readonly bool hasAuthors;
    private readonly bool hasHosts;
    private readonly bool hasPrefixes;

    private SearchSet(KeyValuePair<int, Query>[] searches)
    {
        this.searches = searches;
        var pairs = new List<(uint Hash, int Search)>();
        var unconditional = new List<int>();
        for (var i = 0; i < searches.Length; i++)
        {
            var root = searches[i].Value.Root;
            if (RequiredTerms.Of(root) is { } terms) pairs.AddRange(terms.Hashes.Select(hash => (hash, i)));
            else unconditional.Add(i);
            hasAuthors |= Contains<From>(root);
            hasHosts |= Contains<Url>(root);
            hasPrefixes |= Contains<Prefix>(root);
        }

        table = new TermTable(pairs);
        always = [.. unconditional];
    }

    /// <summary>Compiles searches; the numbers given come back from <see cref="Match"/>.</summary>
    public static SearchSet Build(IEnumerable<KeyValuePair<int, Query>> searches) => new([.. searches.OrderBy(search => search.Key)]);

    /// <summary>Adds to <paramref name="found"/> the numbers of the searches that match, each once, in ascending order.</summary>
    public void Match(Post post, ICollection<int> found)
    {
        using var analysis = PostAnalysis.Of(post);
        var candidates = always.Length == 0 ? null : new List<int>(always);
        FindCandidates(analysis.Post, ref candidates);
        if (candidates is null) return;
        candidates.Sort();
        Evaluate(analysis.Post, candidates, found);
    }

    private void FindCandidates(AnalysedPost post, ref List<int>? candidates)
    {
        foreach (ref readonly var word in post.Text.Words.All) table.Find(word.Hash, ref candidates);
        foreach (ref readonly var mark in post.Text.Marks.All) table.Find(mark.Hash, ref candidates);
        if (hasPrefixes)
        {
            foreach (ref readonly var word in post.Text.Words.All)
            {
                if (word.FoldedLength >= QueryLimits.ShortestPrefix)
                    table.Find(TermHash.Of(post.Text.Folded(word)[..QueryLimits.ShortestPrefix], TermKind.Prefix), ref candidates);
            }
        }

        if (hasAuthors) table.Find(AuthorHash(post.Post.Author.Handle), ref candidates);
        if (hasHosts && post.HasLink)
        {
            foreach (ref readonly var host in post.Hosts.All) table.Find(host.Hash, ref candidates);
        }
    }

    private void Evaluate(AnalysedPost post, List<int> candidates, ICollection<int> found)
    {
        var last = -1;
        var lastFound = (int?)null;
        foreach (var candidate in candidates)
        {
            if (candidate == last) continue;
            last = candidate;
            var (number, query) = searches[candidate];
            if (number == lastFound || !QueryEvaluator.Holds(query.Root, post)) continue;
            lastFound = number;
            found.Add(number);
        }
    }

    private static uint AuthorHash(string handle)
    {
        var hash = TermHash.Start(TermKind.Author);
        foreach (var c in handle.AsSpan().TrimStart("@＠")) hash = TermHash.Add(hash, HandleRange.FoldLetter(c));
        return hash;
    }

    private static bool Contains<T>(QueryNode node) => node switch
    {
        T => true,
        Not negation => Contains<T>(negation.Part),
        And all => all.Parts.Any(Contains<T>),
        Or any => any.Parts.Any(Contains<T>),
        _ => false,
    };
}
