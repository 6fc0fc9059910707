namespace Listening.Core.Foi;

/// <summary>How concern about an authority is added up, from counts alone. <c>docs/authorities.md</c> says why so.</summary>
public static class ConcernScore
{
    /// <summary>Days that are looked at, the present one among them.</summary>
    public const int Days = 28;

    private const double HalfLifeDays = 7;

    /// <summary>What one post with a signal weighs. Praise takes away.</summary>
    public static double WeightOf(FoiSignalKind kind) => kind switch
    {
        FoiSignalKind.DestroyedOrHidden => 5,
        FoiSignalKind.DecisionOrTribunal => 4,
        FoiSignalKind.Overdue or FoiSignalKind.Ignored or FoiSignalKind.NoInternalReview => 3,
        FoiSignalKind.Refused or FoiSignalKind.Vexatious => 2,
        FoiSignalKind.Praise => -2,
        _ => 1,
    };

    /// <summary>The score with its parts.</summary>
    /// <param name="signals">Signals with the age of their day, 0 for the present one.</param>
    /// <param name="authors">Distinct authors, added up over the days.</param>
    /// <param name="corroborated">Posts that WhatDoTheyKnow's own states bear out.</param>
    public static ConcernParts Of(IEnumerable<(FoiSignalKind Kind, int Age, int Count)> signals, int authors, int corroborated)
    {
        double weights = 0, aged = 0;
        foreach (var (kind, age, count) in signals)
        {
            if (age is < 0 or >= Days) continue;
            weights += WeightOf(kind) * count;
            aged += WeightOf(kind) * count * Math.Pow(0.5, age / HalfLifeDays);
        }

        // More praise than complaint is no concern, however old it is.
        return weights <= 0 || aged <= 0
            ? ConcernParts.None
            : new ConcernParts(weights, aged / weights, AuthorsFactor(authors), 1 + 0.1 * Math.Min(5, corroborated));
    }

    // One angry author is not three: 0.6, 0.8, 1, then slowly up to 1.25 for ten.
    private static double AuthorsFactor(int authors) => authors <= 3 ? 0.4 + 0.2 * Math.Max(1, authors) : 1 + 0.25 * Math.Min(1, (authors - 3) / 7.0);
}

/// <summary>The parts of a score; multiplied with each other they make it.</summary>
/// <param name="Signals">Weights of the signals added up.</param>
/// <param name="Recency">0 to 1: how much of that is recent; half after a week. More than 1 when praise is older than complaints.</param>
/// <param name="Authors">0.6 for one author to 1.25 for ten or more.</param>
/// <param name="Corroboration">1 to 1.5 by what WhatDoTheyKnow says itself.</param>
public sealed record ConcernParts(double Signals, double Recency, double Authors, double Corroboration)
{
    /// <summary>No concern.</summary>
    public static ConcernParts None { get; } = new(0, 0, 0, 0);

    /// <summary>The score, with one decimal.</summary>
    public double Score { get; } = Math.Round(Signals * Recency * Authors * Corroboration, 1, MidpointRounding.AwayFromZero);
}
