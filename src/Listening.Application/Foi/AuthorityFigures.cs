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
}

/// <summary>How many posts say something.</summary>
/// <param name="Kind">What they say.</param>
/// <param name="Count">How many.</param>
public readonly record struct SignalCount(FoiSignalKind Kind, int Count);
