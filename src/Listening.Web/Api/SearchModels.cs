using System.Text.Json.Serialization;
using Listening.Application.Auditing;
using Listening.Application.Searches;
using Listening.Application.Storage;
using Listening.Core.Routing;

namespace Listening.Web.Api;

/// <summary>A saved search as it is to be.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record SearchWrite
{
    /// <summary>Its name; may be left out when it stands in the address.</summary>
    public string? Name { get; init; }

    /// <summary>Its query; docs/query-language.md.</summary>
    public required string Query { get; init; }

    /// <summary>What it is for: general, to-organisation, mentions, links, fee, journalists or foi-watch.</summary>
    public string Purpose { get; init; } = SearchPurpose.General.Name();

    /// <summary>Where it looks: keywords, mentions, account or list.</summary>
    public string Kind { get; init; } = "keywords";

    /// <summary>The account's handle or the list's address, for those kinds.</summary>
    public string? Target { get; init; }

    /// <summary>Names of its sources.</summary>
    public required IReadOnlyList<string> Sources { get; init; }

    /// <summary>Seconds between two runs.</summary>
    public int? EverySeconds { get; init; }

    /// <summary>Instead of that a cron expression in Quartz form, UTC.</summary>
    public string? Cron { get; init; }

    /// <summary>The version that is changed; a newer one refuses the change.</summary>
    public int? Version { get; init; }

    /// <summary>Why, for auditors; no names.</summary>
    public required string Reason { get; init; }
}

/// <summary>Why something is asked for.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ReasonWrite
{
    /// <summary>For auditors; no names.</summary>
    public required string Reason { get; init; }
}

/// <summary>A saved search.</summary>
public sealed record SearchRead
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its version, from 1.</summary>
    public required int Version { get; init; }

    /// <summary>running, failing, paused, or unwatched (it is aimed at one account and no watch allows that).</summary>
    public required string State { get; init; }

    /// <summary>Its query.</summary>
    public required string Query { get; init; }

    /// <summary>What it is for.</summary>
    public required string Purpose { get; init; }

    /// <summary>Where it looks.</summary>
    public required string Kind { get; init; }

    /// <summary>Account or list, for those kinds.</summary>
    public required string? Target { get; init; }

    /// <summary>Names of its sources.</summary>
    public required IReadOnlyList<string> Sources { get; init; }

    /// <summary>Seconds between two runs.</summary>
    public required int? EverySeconds { get; init; }

    /// <summary>Instead of that a cron expression.</summary>
    public required string? Cron { get; init; }

    /// <summary>When it was paused.</summary>
    public required DateTime? PausedAt { get; init; }

    /// <summary>When it last ran.</summary>
    public required DateTime? LastRunAt { get; init; }

    /// <summary>When it runs next.</summary>
    public required DateTime? NextRunAt { get; init; }

    /// <summary>Posts it found in seven days.</summary>
    public required int FoundInSevenDays { get; init; }

    /// <summary>Items it found that were closed in seven days.</summary>
    public required int ClosedInSevenDays { get; init; }

    /// <summary>Share of these that were closed as noise, 0 to 1; null when none was closed.</summary>
    public required double? NoiseShare { get; init; }

    internal static SearchRead Of(SearchOverview search) => new()
    {
        Name = search.Name,
        Version = search.Version,
        State = search.State.ToString().ToLowerInvariant(),
        Query = search.Query,
        Purpose = search.Purpose.Name(),
        Kind = search.Kind.ToString().ToLowerInvariant(),
        Target = search.Target,
        Sources = search.Sources,
        EverySeconds = (int?)search.Schedule.Interval?.TotalSeconds,
        Cron = search.Schedule.Cron,
        PausedAt = search.PausedAt,
        LastRunAt = search.LastRunAt,
        NextRunAt = search.NextDueAt,
        FoundInSevenDays = search.Found,
        ClosedInSevenDays = search.Closed,
        NoiseShare = search.NoiseShare,
    };
}

/// <summary>A saved search with its past.</summary>
/// <param name="Search">The search.</param>
/// <param name="Versions">Its versions, newest first.</param>
/// <param name="Runs">Its last runs, newest first.</param>
public sealed record SearchPast(SearchRead Search, IReadOnlyList<VersionRead> Versions, IReadOnlyList<RunRead> Runs)
{
    internal static SearchPast Of(SearchDetails details) =>
        new(SearchRead.Of(details.Overview), [.. details.Versions.Select(VersionRead.Of)], [.. details.Runs.Select(RunRead.Of)]);
}

/// <summary>One version of a search.</summary>
/// <param name="Version">Its number.</param>
/// <param name="Query">The query.</param>
/// <param name="At">When it was made.</param>
/// <param name="By">By what kind of actor: staff, token, console or system; never who.</param>
/// <param name="Reason">Why.</param>
public sealed record VersionRead(int Version, string Query, DateTime At, string By, string Reason)
{
    internal static VersionRead Of(SearchVersionRow row) => new(row.Version, row.Query, row.ChangedAt, Kind(row.ChangedBy), row.Reason);

    private static string Kind(string actor) => actor switch
    {
        OperationContext.SystemActor or OperationContext.ConsoleActor => actor,
        _ when actor.StartsWith(OperationContext.TokenActor, StringComparison.Ordinal) => "token",
        _ => "staff",
    };
}

/// <summary>One run of a search.</summary>
/// <param name="Source">The source; null when it is not configured any more.</param>
/// <param name="At">When it began.</param>
/// <param name="Read">Posts read.</param>
/// <param name="New">Posts stored for the first time.</param>
/// <param name="Matched">Posts that some search matched.</param>
/// <param name="Problem">What was wrong; null when nothing was.</param>
public sealed record RunRead(string? Source, DateTime At, int Read, int New, int Matched, string? Problem)
{
    internal static RunRead Of(SearchRun run) =>
        new(run.Source.Length == 0 ? null : run.Source, run.Row.StartedAt, run.Row.Read, run.Row.New, run.Row.Matched, run.Row.Problem);
}
