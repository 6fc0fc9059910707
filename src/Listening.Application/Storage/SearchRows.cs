using Listening.Core.Routing;
using Listening.Core.Sources;

namespace Listening.Application.Storage;

/// <summary>A saved search.</summary>
public sealed class SavedSearchRow
{
    public int Id { get; set; }

    public required string Name { get; set; }

    public required string Query { get; set; }

    public SearchPurpose Purpose { get; set; }

    public SearchKind Kind { get; set; }

    /// <summary>Account handle or list address; null for keywords and mentions.</summary>
    public string? Target { get; set; }

    /// <summary>Cron expression (Quartz form, UTC); null when an interval is set.</summary>
    public string? Cron { get; set; }

    /// <summary>Seconds between runs; null when a cron expression is set.</summary>
    public int? IntervalSeconds { get; set; }

    /// <summary>One more with every change.</summary>
    public int Version { get; set; }

    public DateTime ChangedAt { get; set; }

    /// <summary>When the search was removed; it stays for what it found until that is deleted.</summary>
    public DateTime? RemovedAt { get; set; }

    /// <summary>When it was paused; null while it runs on its schedule.</summary>
    public DateTime? PausedAt { get; set; }

    public List<SearchSourceRow> Sources { get; set; } = [];
}

/// <summary>A saved search reads a source.</summary>
public sealed class SearchSourceRow
{
    public int SearchId { get; set; }

    public int SourceId { get; set; }
}

/// <summary>A saved search as it was at one version: who changed it, when and why.</summary>
public sealed class SearchVersionRow
{
    public int SearchId { get; set; }

    public int Version { get; set; }

    public required string Query { get; set; }

    public required string ChangedBy { get; set; }

    public DateTime ChangedAt { get; set; }

    public required string Reason { get; set; }
}
