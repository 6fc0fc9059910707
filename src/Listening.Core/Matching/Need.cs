namespace Listening.Core.Matching;

/// <summary>Terms that a post must and must not have for part of a query to hold.</summary>
/// <param name="All">It has each of these.</param>
/// <param name="AnyOf">It has one of each of these groups.</param>
/// <param name="None">It has none of these.</param>
/// <param name="IsExact">True when that is all there is to it; false when the part may still not hold.</param>
internal sealed record Need(IReadOnlyList<int> All, IReadOnlyList<IReadOnlyList<int>> AnyOf, IReadOnlyList<int> None, bool IsExact)
{
    /// <summary>Terms, or groups, that are kept: a query of thousands is not told better by more. Larger groups say little.</summary>
    private const int Most = 4;

    /// <summary>Something that terms do not tell.</summary>
    public static Need Unknown { get; } = new([], [], [], false);

    /// <summary>A term.</summary>
    public static Need Of(int term) => new([term], [], [], true);

    /// <summary>No such term.</summary>
    public static Need Not(int term) => new([], [], [term], true);

    /// <summary>All of these.</summary>
    public static Need And(IEnumerable<Need> parts)
    {
        List<int> all = [], none = [];
        var anyOf = new List<IReadOnlyList<int>>();
        var isExact = true;
        foreach (var part in parts)
            isExact &= Keep(part.All, all) & Keep(part.AnyOf, anyOf) & Keep(part.None, none) & part.IsExact;
        return new Need(all, anyOf, none, isExact);
    }

    /// <summary>One of these.</summary>
    public static Need Or(IEnumerable<Need> parts)
    {
        var group = new List<int>();
        var isExact = true;
        foreach (var part in parts)
        {
            // Of an alternative that is more than a term, the term that it must have.
            if (part.All.Count > 0) group.Add(part.All[0]);
            else if (part.AnyOf.Count > 0) group.AddRange(part.AnyOf[0]);
            else return Unknown;
            if (group.Count > Most) return Unknown;
            isExact &= part is { IsExact: true, None.Count: 0, All.Count: var terms, AnyOf.Count: var groups } && terms + groups == 1;
        }

        return new Need([], [group], [], isExact);
    }

    // False when not all could be kept.
    private static bool Keep<T>(IReadOnlyList<T> terms, List<T> kept)
    {
        var room = Most - kept.Count;
        kept.AddRange(terms.Take(room));
        return terms.Count <= room;
    }
}
