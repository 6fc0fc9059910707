using Listening.Core.Matching;
using Listening.Core.Posts;
using Listening.Core.Querying;

namespace Listening.Core.Routing;

/// <summary>Holds a post against all cues at once. Immutable and safe to share by threads.</summary>
internal sealed class CueFinder
{
    private readonly RoutingCue[] cues;
    private readonly int[] cueOfQuery;
    private readonly int[] firstQuery;
    private readonly int[] beyondWords;
    private readonly SearchSet queries;

    public CueFinder(RoutingCue[] cues)
    {
        this.cues = cues;
        // Every phrase is a search of its own, so that a post wakes only the phrases that share a word with it.
        cueOfQuery = [.. cues.Index().SelectMany(cue => cue.Item.Queries.Select(_ => cue.Index))];
        queries = SearchSet.Build(cues.SelectMany(cue => cue.Queries).Index().Select(query => KeyValuePair.Create(query.Index, query.Item)));
        firstQuery = new int[cues.Length];
        for (var i = 1; i < cues.Length; i++) firstQuery[i] = firstQuery[i - 1] + cues[i - 1].Queries.Count;
        beyondWords = [.. Enumerable.Range(0, cues.Length).Where(at => cues[at].Marks.Count > 0 || cues[at].FoundFor.Count > 0)];
    }

    /// <summary>Finds the cues that hold.</summary>
    public FoundCues Find(Post post, IReadOnlyCollection<SearchPurpose> purposes)
    {
        var found = new List<int>(32);
        queries.Match(post, found);
        var held = new bool[cues.Length];
        foreach (var query in found) held[cueOfQuery[query]] = true;
        foreach (var cue in beyondWords)
            held[cue] = held[cue] || purposes.Any(cues[cue].FoundFor.Contains) || PostMarks.Find(post.Text, cues[cue].Marks) is not null;
        return new FoundCues(held, found);
    }

    /// <summary>Says of a cue that holds what it means and which words it found.</summary>
    public string Describe(int cue, FoundCues found, Post post)
    {
        var first = firstQuery[cue];
        var nodes = found.Queries.Where(query => cueOfQuery[query] == cue)
            .Take(FoundWords.MostQuoted)
            .Select(query => cues[cue].Queries[query - first].Root)
            .ToList();
        // One query of all that matched, so that the post is taken apart once for each cue and not for each phrase.
        IReadOnlyList<TextSpan> spans = nodes.Count switch
        {
            0 => [],
            1 => QueryMatcher.Spans(new Query("", nodes[0]), post),
            _ => QueryMatcher.Spans(new Query("", new Or(nodes, 1)), post),
        };
        if (spans.Count == 0 && PostMarks.Find(post.Text, cues[cue].Marks) is { } mark) spans = [mark];
        return FoundWords.Describe(cues[cue].Says, spans, post.Text);
    }
}

/// <summary>What was found in one post.</summary>
/// <param name="Held">For every cue, whether it holds.</param>
/// <param name="Queries">Numbers of the queries that match, ascending.</param>
internal readonly record struct FoundCues(bool[] Held, IReadOnlyList<int> Queries);
