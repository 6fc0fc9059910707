namespace Listening.Core.Matching;

/// <summary>What part of a query asks of a post.</summary>
/// <param name="Need">What a post must have for it to hold.</param>
/// <param name="Ways">Terms of which it must have one, each with what it must have then; null when it can hold without any term.</param>
/// <param name="Cost">How often one of these is expected, so that the rarest of several choices is taken.</param>
internal sealed record Requirement(Need Need, IReadOnlyList<Way>? Ways, double Cost)
{
    /// <summary>Something that terms do not tell.</summary>
    public static Requirement Unknown { get; } = new(Need.Unknown, null, double.PositiveInfinity);

    /// <summary>A term.</summary>
    public static Requirement Of(int term, double cost)
    {
        var need = Need.Of(term);
        return new Requirement(need, [new Way(term, need)], cost);
    }

    /// <summary>No such term.</summary>
    public static Requirement Not(int term) => Unknown with { Need = Need.Not(term) };

    /// <summary>All of these. The rarest wakes the search, and the others must be there then.</summary>
    public static Requirement All(IEnumerable<Requirement> all)
    {
        // The rarest first: most posts that lack anything lack that.
        List<Requirement> parts = [.. all.OrderBy(part => part.Cost)];
        var need = Need.And(parts.Select(part => part.Need));
        var rarest = parts[0];
        if (rarest.Ways is not { } ways || parts.Count == 1) return new Requirement(need, rarest.Ways, rarest.Cost);
        var others = Need.And(parts.Skip(1).Select(part => part.Need));
        return new Requirement(need, [.. ways.Select(way => way with { Need = Need.And([way.Need, others]) })], rarest.Cost);
    }

    /// <summary>Any of these.</summary>
    public static Requirement Any(IEnumerable<Requirement> any)
    {
        List<Requirement> parts = [.. any];
        var need = Need.Or(parts.Select(part => part.Need));
        return parts.Exists(part => part.Ways is null)
            ? Unknown with { Need = need }
            : new Requirement(need, [.. parts.SelectMany(part => part.Ways!)], parts.Sum(part => part.Cost));
    }
}

/// <summary>One way in which part of a query can hold.</summary>
/// <param name="Term">The post has this term.</param>
/// <param name="Need">What else it must have then.</param>
internal readonly record struct Way(int Term, Need Need);
