namespace Listening.Core.Matching;

/// <summary>
/// A search that waits for a term, with what can be decided without looking at the search: most of the searches that
/// a post wakes fail here, and most of those that do not are decided.
/// </summary>
internal readonly struct Posting
{
    private readonly int _all1;
    private readonly int _all2;
    private readonly int _any1;
    private readonly int _any2;
    private readonly int _any3;
    private readonly int _any4;
    private readonly int _none;

    /// <summary>A posting.</summary>
    /// <param name="search">The search that waits.</param>
    /// <param name="way">The term that it waits for, and what a post with it must have.</param>
    public Posting(CompiledSearch search, in Way way)
    {
        var awaited = way.Term;
        int[] all = [.. way.Need.All.Where(term => term != awaited).Distinct()];
        IReadOnlyList<int>[] groups = [.. way.Need.AnyOf.Where(group => !group.Contains(awaited)), .. all.Skip(2).Select(term => new[] { term })];
        var group = groups.Length > 0 ? groups[0] : [Vocabulary.Everywhere];
        _all1 = all.Length > 0 ? all[0] : Vocabulary.Everywhere;
        _all2 = all.Length > 1 ? all[1] : Vocabulary.Everywhere;
        _any1 = group[0];
        _any2 = group[Math.Min(1, group.Count - 1)];
        _any3 = group[Math.Min(2, group.Count - 1)];
        _any4 = group[Math.Min(3, group.Count - 1)];
        _none = way.Need.None.Count > 0 ? way.Need.None[0] : Vocabulary.Nowhere;
        Number = search.Number;
        // What does not fit in here is left to the search.
        Search = way.Need is { IsExact: true, None.Count: < 2 } && groups.Length < 2 ? null : search;
    }

    /// <summary>The search; null when everything is decided here.</summary>
    public CompiledSearch? Search { get; }

    /// <summary>The search's number.</summary>
    public int Number { get; }

    /// <summary>True when the search holds.</summary>
    /// <param name="post">A post that has the term.</param>
    public bool Holds(PostTerms post) =>
        post.Has(_all1) && post.Has(_all2)
        && (post.Has(_any1) || post.Has(_any2) || post.Has(_any3) || post.Has(_any4))
        && !post.Has(_none)
        && (Search is null || Search.Holds(post));
}
