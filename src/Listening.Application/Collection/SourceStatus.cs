namespace Listening.Application.Collection;

/// <summary>How one configured source is doing.</summary>
/// <param name="Source">Its configured name.</param>
/// <param name="Kind">Kind of connector, for example <c>feed</c>.</param>
/// <param name="Healthy">False when its last read failed.</param>
/// <param name="Problem">For staff: what was found, what was expected; null when healthy.</param>
/// <param name="LastSuccessAt">When it was last read without failure, UTC; null when never.</param>
/// <param name="Searches">The saved searches that run on it.</param>
public sealed record SourceStatus(
    string Source, string Kind, bool Healthy, string? Problem, DateTime? LastSuccessAt, IReadOnlyList<SearchStatus> Searches);

/// <summary>How one saved search is doing on one source.</summary>
/// <param name="Search">Its name.</param>
/// <param name="Query">Its query, as written.</param>
/// <param name="LastRunAt">When it last ran, UTC; null when never.</param>
/// <param name="Read">Posts read in its last run.</param>
/// <param name="New">Posts of these that were not stored before.</param>
/// <param name="Matched">Posts of these that matched.</param>
/// <param name="Errors">Posts of these that could not be understood.</param>
/// <param name="Problem">For staff: why its last run failed; null when it did not.</param>
/// <param name="NextDueAt">When it runs next, UTC; null when it is paused.</param>
/// <param name="PossibleGap">True when posts may have been missed before its last run.</param>
public sealed record SearchStatus(
    string Search, string Query, DateTime? LastRunAt, int Read, int New, int Matched, int Errors,
    string? Problem, DateTime? NextDueAt, bool PossibleGap);
