namespace Listening.Core.Matching;

/// <summary>Terms of which a post must have one for part of a query to hold: what a search is woken by.</summary>
/// <param name="Ways">For each such term all that a post must have then, itself first.</param>
/// <param name="Always">Terms that the post must have in every case.</param>
/// <param name="Cost">How often it is expected, so that the rarest of several choices is taken.</param>
internal sealed record Requirement(IReadOnlyList<IReadOnlyList<int>> Ways, IReadOnlyList<int> Always, double Cost)
{
    /// <summary>One term.</summary>
    public static Requirement Of(int term, double cost) => new([[term]], [term], cost);

    /// <summary>All of these; null when none of them requires anything. The rarest wakes the search, and the others must be there then.</summary>
    public static Requirement? All(IEnumerable<Requirement?> parts)
    {
        var required = parts.OfType<Requirement>().ToList();
        if (required.Count == 0) return null;
        if (required.Count == 1) return required[0];
        var rarest = required.MinBy(part => part.Cost)!;
        List<int> others = [.. required.Where(part => part != rarest).SelectMany(part => part.Always)];
        return new Requirement([.. rarest.Ways.Select(way => (IReadOnlyList<int>)[.. way, .. others])], [.. rarest.Always, .. others], rarest.Cost);
    }

    /// <summary>Any of these; null when one of them requires nothing.</summary>
    public static Requirement? Any(IEnumerable<Requirement?> parts)
    {
        var ways = new List<IReadOnlyList<int>>();
        var cost = 0.0;
        foreach (var part in parts)
        {
            if (part is null) return null;
            ways.AddRange(part.Ways);
            cost += part.Cost;
        }

        return new Requirement(ways, [], cost);
    }

    /// <summary>What wakes the search.</summary>
    public Anchor[] ToAnchors() => [.. Ways.Select(way =>
    {
        var need = way.Aggregate(0UL, (bits, term) => bits | PostTerms.BitOf(term));
        return new Anchor(way[0], way.FirstOrDefault(term => term != way[0], -1), need);
    }).Distinct()];
}
