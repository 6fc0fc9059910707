namespace Listening.Core.Matching;

/// <summary>
/// What can be decided of a search that waits for two terms, without looking at the search: most of the searches that a
/// post wakes fail here, and most of those that do not are decided.
/// </summary>
internal readonly struct Posting
{
    private readonly int _all;
    private readonly int _any1;
    private readonly int _any2;
    private readonly int _any3;
    private readonly int _any4;
    private readonly int _none;

    // Null when everything is decided here.
    private readonly CompiledSearch? _search;

    private Posting(CompiledSearch search, ReadOnlySpan<int> all, ReadOnlySpan<IReadOnlyList<int>> anyOf, Need need)
    {
        var group = anyOf.Length > 0 ? anyOf[0] : all.Length > 1 ? [all[1]] : [Vocabulary.Everywhere];
        _all = all.Length > 0 ? all[0] : Vocabulary.Everywhere;
        (_any1, _any2, _any3, _any4) = (group[0], group[Math.Min(1, group.Count - 1)], group[Math.Min(2, group.Count - 1)], group[Math.Min(3, group.Count - 1)]);
        _none = need.None.Count > 0 ? need.None[0] : Vocabulary.Nowhere;
        Number = search.Number;
        // What does not fit in here is left to the search.
        var fits = all.Length < 2 ? anyOf.Length < 2 : all.Length == 2 && anyOf.IsEmpty;
        _search = fits && need is { IsExact: true, None.Count: < 2 } ? null : search;
    }

    /// <summary>The search's number.</summary>
    public int Number { get; }

    /// <summary>What waits when a search can hold in that way.</summary>
    /// <returns>Postings, each with the second term that it waits for; <see cref="Vocabulary.Everywhere"/> when there is none.</returns>
    public static IEnumerable<(int Second, Posting Posting)> Of(CompiledSearch search, Way way)
    {
        int[] all = [.. way.Need.All.Where(term => term != way.Term).Distinct()];
        IReadOnlyList<int>[] anyOf = [.. way.Need.AnyOf.Where(group => !group.Contains(way.Term))];
        if (all.Length > 0) return [(all[0], new Posting(search, all.AsSpan(1), anyOf, way.Need))];
        if (anyOf.Length > 0) return anyOf[0].Distinct().Select(term => (term, new Posting(search, [], anyOf.AsSpan(1), way.Need)));
        return [(Vocabulary.Everywhere, new Posting(search, [], [], way.Need))];
    }

    /// <summary>True when the search holds.</summary>
    /// <param name="post">A post that has both terms.</param>
    public bool Holds(PostTerms post) =>
        post.Has(_all)
        && (post.Has(_any1) || post.Has(_any2) || post.Has(_any3) || post.Has(_any4))
        && !post.Has(_none)
        && (_search is null || _search.Holds(post));
}
