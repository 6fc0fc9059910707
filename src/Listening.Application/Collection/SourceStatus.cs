using Listening.Application.Sources;
using Listening.Core.Sources;

namespace Listening.Application.Collection;

/// <summary>How one configured source is doing.</summary>
/// <param name="Source">Its configured name.</param>
/// <param name="Kind">Kind of connector, for example <c>feed</c>.</param>
/// <param name="State">In one word.</param>
/// <param name="Problem">For staff: what was found, what was expected; null when healthy.</param>
/// <param name="LastSuccessAt">When it was last read without failure, UTC; null when never.</param>
/// <param name="Searches">The saved searches that run on it.</param>
public sealed record SourceStatus(
    string Source, string Kind, SourceState State, string? Problem, DateTime? LastSuccessAt, IReadOnlyList<SearchStatus> Searches)
{
    /// <summary>Before this time it is left alone, UTC; null when it need not be.</summary>
    public DateTime? RetryAt { get; init; }

    /// <summary>When the newest post that it gave was written, UTC; null when it never gave one.</summary>
    public DateTime? NewestAt { get; init; }

    /// <summary>When it last gave a post, UTC; null when it never did.</summary>
    public DateTime? DeliveredAt { get; init; }

    /// <summary>When it runs next for any of its searches, UTC; null when all are paused.</summary>
    public DateTime? NextDueAt => Searches.Min(search => search.NextDueAt);

    /// <summary>Runs of the last day.</summary>
    public int Runs { get; init; }

    /// <summary>Runs of the last day that failed.</summary>
    public int FailedRuns { get; init; }

    /// <summary>Runs of the last day before which posts may have been missed.</summary>
    public int Gaps { get; init; }

    /// <summary>When its held posts were last looked at again to the end, UTC; null when never.</summary>
    public DateTime? CheckedAt { get; init; }

    /// <summary>True when its platform can be asked for posts by their ids.</summary>
    public bool IsChecked { get; init; }

    /// <summary>True when it is off until somebody records by what right it is read.</summary>
    public bool NeedsPermission { get; init; }

    /// <summary>By what right it is read; null when nobody has recorded it.</summary>
    public PermissionView? Permission { get; init; }

    /// <summary>What it used up today and what a day holds; empty when nobody counts.</summary>
    public IReadOnlyList<BudgetView> Budgets { get; init; } = [];
}

/// <summary>How a source is doing, in one word.</summary>
public enum SourceState
{
    /// <summary>It was read without failure, or has not been read yet.</summary>
    Healthy,

    /// <summary>Nobody has recorded by what right it is read.</summary>
    Off,

    /// <summary>A limit or budget is used up; it goes on by itself.</summary>
    Paused,

    /// <summary>It answers, but has given nothing for far longer than usual.</summary>
    Silent,

    /// <summary>Its last read failed.</summary>
    Failing,
}

/// <summary>By what right a platform is read.</summary>
/// <param name="Terms">Name and version of its terms.</param>
/// <param name="TermsReadOn">The day on which they were read.</param>
/// <param name="Approval">Reference of the plan or approval.</param>
/// <param name="PermittedUse">What the posts may be used for.</param>
/// <param name="RecordedAt">When it was recorded, UTC.</param>
public sealed record PermissionView(string Terms, DateOnly TermsReadOn, string Approval, string PermittedUse, DateTime RecordedAt);

/// <summary>What was used up today of one bucket.</summary>
/// <param name="Bucket">The platform's bucket; empty for its general one.</param>
/// <param name="Used">Used up since the platform's midnight.</param>
/// <param name="Allowances">What the day holds; several when the organisation allows less than the platform, none when unlimited.</param>
public sealed record BudgetView(string Bucket, SourceUsage Used, IReadOnlyList<SourceAllowance> Allowances);

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
