using Listening.Application.Storage;
using Listening.Core.Foi;

namespace Listening.Application.Foi;

/// <summary>An authority with what was counted of it over the last <see cref="ConcernScore.Days"/> days.</summary>
public sealed record AuthorityFigures
{
    /// <summary>Its row, without its names.</summary>
    public required AuthorityRow Authority { get; init; }

    /// <summary>Its score with its parts.</summary>
    public ConcernParts Concern { get; init; } = ConcernParts.None;

    /// <summary>Posts that say something of its handling of requests.</summary>
    public int Posts { get; init; }

    /// <summary>Their authors, each once a day.</summary>
    public int Authors { get; init; }

    /// <summary>Those of the posts that WhatDoTheyKnow's own states bear out.</summary>
    public int Corroborated { get; init; }

    /// <summary>Posts by day, the present day last.</summary>
    public IReadOnlyList<int> Trend { get; init; } = Quiet;

    /// <summary>Posts by what they say, the most first.</summary>
    public IReadOnlyList<SignalCount> Signals { get; init; } = [];

    private static readonly int[] Quiet = new int[ConcernScore.Days];

    /// <summary>Adds up what was counted.</summary>
    /// <param name="authority">The authority.</param>
    /// <param name="counts">Its counts.</param>
    /// <param name="today">The present day, UTC.</param>
    internal static AuthorityFigures Of(AuthorityRow authority, IReadOnlyCollection<AuthorityCountRow> counts, DateOnly today)
    {
        if (counts.Count == 0) return new AuthorityFigures { Authority = authority };
        var trend = new int[ConcernScore.Days];
        foreach (var count in counts.Where(count => count.Kind == AuthorityCountKinds.Posts && AgeOf(count) is >= 0 and < ConcernScore.Days))
            trend[^(AgeOf(count) + 1)] += count.Count;
        var signals = counts.Where(count => count.Kind < AuthorityCountKinds.Posts && count.Count > 0).ToList();
        int Sum(int kind) => counts.Where(count => count.Kind == kind).Sum(count => count.Count);
        return new AuthorityFigures
        {
            Authority = authority,
            Posts = Sum(AuthorityCountKinds.Posts),
            Authors = Sum(AuthorityCountKinds.Authors),
            Corroborated = Sum(AuthorityCountKinds.Corroborated),
            Trend = trend,
            Signals = [.. signals.GroupBy(count => count.Kind).Select(kind => new SignalCount((FoiSignalKind)kind.Key, kind.Sum(count => count.Count)))
                .OrderByDescending(kind => kind.Count).ThenBy(kind => kind.Kind)],
            Concern = ConcernScore.Of(signals.Select(count => ((FoiSignalKind)count.Kind, AgeOf(count), count.Count)), Sum(AuthorityCountKinds.Authors), Sum(AuthorityCountKinds.Corroborated)),
        };

        int AgeOf(AuthorityCountRow count) => today.DayNumber - count.Day.DayNumber;
    }
}

/// <summary>How many posts say something.</summary>
/// <param name="Kind">What they say.</param>
/// <param name="Count">How many.</param>
public readonly record struct SignalCount(FoiSignalKind Kind, int Count);
