using Listening.Application.Storage;

namespace Listening.Application.Auditing;

/// <summary>Which audit entries are wanted.</summary>
/// <param name="Event">Only of this event; null for all.</param>
/// <param name="Actor">Only by this actor; null for all.</param>
/// <param name="From">Only from then on, UTC; null for all.</param>
/// <param name="To">Only before, UTC; null for all.</param>
public sealed record EntryFilter(string? Event = null, string? Actor = null, DateTime? From = null, DateTime? To = null);

/// <summary>One page of audit entries.</summary>
/// <param name="Entries">The entries, newest first.</param>
/// <param name="NextBefore">Where the next page goes on; null when this is the last.</param>
public sealed record EntryPage(IReadOnlyList<AuditRow> Entries, long? NextBefore);
