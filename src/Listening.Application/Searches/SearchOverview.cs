using Listening.Application.Storage;
using Listening.Core.Routing;
using Listening.Core.Sources;
using Listening.Core.Triage;

namespace Listening.Application.Searches;

/// <summary>How a saved search is doing.</summary>
public enum SearchState
{
    /// <summary>It runs on its schedule, and its last runs went well.</summary>
    Running,

    /// <summary>One of its sources could not be read.</summary>
    Failing,

    /// <summary>Somebody paused it.</summary>
    Paused,

    /// <summary>It is aimed at one account, and no watch allows that now.</summary>
    Unwatched,
}

/// <summary>A saved search as lists show it.</summary>
public sealed record SearchOverview
{
    /// <summary>Its number.</summary>
    public required int Id { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its version, from 1.</summary>
    public required int Version { get; init; }

    /// <summary>How it is doing.</summary>
    public required SearchState State { get; init; }

    /// <summary>Its query, as written.</summary>
    public required string Query { get; init; }

    /// <summary>What it is for.</summary>
    public required SearchPurpose Purpose { get; init; }

    /// <summary>Where it looks.</summary>
    public required SearchKind Kind { get; init; }

    /// <summary>Account or list; null for the other kinds.</summary>
    public required string? Target { get; init; }

    /// <summary>When it runs.</summary>
    public required SearchSchedule Schedule { get; init; }

    /// <summary>Names of the sources it reads that are configured.</summary>
    public required IReadOnlyList<string> Sources { get; init; }

    /// <summary>Why it may not run although nobody paused it, in words; null when it may.</summary>
    public string? Refusal { get; init; }

    /// <summary>When it was paused, UTC; null while it runs.</summary>
    public required DateTime? PausedAt { get; init; }

    /// <summary>When it last ran on any source, UTC; null when never.</summary>
    public required DateTime? LastRunAt { get; init; }

    /// <summary>When it runs next on any source, UTC; null when it is paused, may not run, or has never run.</summary>
    public required DateTime? NextDueAt { get; init; }

    /// <summary>What it found in seven days, by queue; a queue without anything is absent.</summary>
    public required IReadOnlyList<SearchCounts> Counts { get; init; }

    /// <summary>Posts it found in seven days.</summary>
    public int Found => Counts.Sum(queue => queue.Found);

    /// <summary>Items it found that were closed in seven days.</summary>
    public int Closed => Counts.Sum(queue => queue.Closed);

    /// <summary>Share of noise among <see cref="Closed"/>, 0 to 1; null when none was closed.</summary>
    public double? NoiseShare => Closed > 0 ? (double)Counts.Sum(queue => queue.Noise) / Closed : null;
}

/// <summary>What a search brought to a queue in seven days.</summary>
/// <param name="Queue">The queue.</param>
/// <param name="Found">Items put there by routing.</param>
/// <param name="Closed">Items closed there, with whatever outcome.</param>
/// <param name="Noise">Those of them closed as noise.</param>
public sealed record SearchCounts(TriageQueue Queue, int Found, int Closed, int Noise);

/// <summary>A saved search with its past.</summary>
/// <param name="Overview">How it is doing.</param>
/// <param name="Versions">Its versions, newest first.</param>
/// <param name="Runs">Its last runs, newest first.</param>
public sealed record SearchDetails(SearchOverview Overview, IReadOnlyList<SearchVersionRow> Versions, IReadOnlyList<SearchRun> Runs);

/// <summary>One run of a search.</summary>
/// <param name="Source">The source's name; empty when it is not configured any more.</param>
/// <param name="Row">What came of it.</param>
public sealed record SearchRun(string Source, CollectionRunRow Row);
