using Listening.Core.Querying;
using Listening.Core.Routing;
using Listening.Core.Sources;

namespace Listening.Application.Searches;

/// <summary>A saved search that runs, with its query parsed; one that is paused does not.</summary>
public sealed record ActiveSearch(
    int Id, string Name, int Version, Query Query, SearchPurpose Purpose, SearchKind Kind, string? Target, IReadOnlyList<int> SourceIds, SearchSchedule Schedule);

/// <summary>When a search runs: exactly one of the two is set.</summary>
/// <param name="Cron">Quartz cron expression, UTC.</param>
/// <param name="Interval">Time between runs.</param>
public sealed record SearchSchedule(string? Cron, TimeSpan? Interval);
