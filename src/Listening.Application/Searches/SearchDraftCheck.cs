using Listening.Application.Collection;
using Listening.Application.Storage;
using Listening.Core.Querying;
using Listening.Core.Sources;

namespace Listening.Application.Searches;

/// <summary>Says whether a search can be saved as it is asked for.</summary>
public sealed class SearchDraftCheck(SourceCatalog sources, IScheduleCheck schedules)
{
    private const int LongestTarget = 512;

    // Pages of these names stand where a search's own would.
    private static readonly string[] Reserved = ["new", "check"];

    /// <summary>Why it cannot; null when it can.</summary>
    public SearchCommandResult? RefusalOf(SearchDraft draft)
    {
        if (draft.Name.Length is < 2 or > 64 || draft.Name.AsSpan().ContainsAnyExcept("abcdefghijklmnopqrstuvwxyz0123456789-"))
            return Refused(SearchFault.Name, $"The name has to be 2 to 64 lower-case letters, digits and hyphens; found “{draft.Name}”.");
        if (Reserved.Contains(draft.Name, StringComparer.Ordinal))
            return Refused(SearchFault.Name, $"The name {draft.Name} is taken by a page of the service; choose another.");
        if (Query.Parse(draft.Query).Error is { } error) return Refused(SearchFault.Query, $"The query cannot be understood. {error.Message}");
        if (draft.Sources.Count == 0) return Refused(SearchFault.Sources, "A search needs at least one source.");
        if (draft.Sources.FirstOrDefault(name => sources.Find(name) is null) is { } unknown)
            return Refused(SearchFault.Sources, $"No source named {unknown} is configured; there is {string.Join(", ", sources.Names)}.");
        if (draft.Kind.NeedsTarget() != (draft.Target is not null))
            return Refused(SearchFault.Target, "Searches of an account or a list need a target; others have none.");
        if (draft.Target?.Length > LongestTarget)
            return Refused(SearchFault.Target, $"The target may have {LongestTarget} characters at most; found {draft.Target.Length}.");
        return schedules.RefusalOf(draft.Schedule) is { } why ? Refused(SearchFault.Schedule, why) : null;
    }

    /// <summary>Puts a draft that was not refused into the row of its search.</summary>
    /// <returns>True when the row is another than before.</returns>
    internal bool Fill(SavedSearchRow row, SearchDraft draft)
    {
        var seconds = draft.Schedule.Interval is { } interval ? (int?)interval.TotalSeconds : null;
        var links = draft.Sources.Distinct(StringComparer.Ordinal).Select(name => sources.Find(name)!.Id).ToHashSet();
        var before = (row.Query, row.Purpose, row.Kind, row.Target, row.Cron, row.IntervalSeconds);
        (row.Query, row.Purpose, row.Kind, row.Target, row.Cron, row.IntervalSeconds) =
            (draft.Query, draft.Purpose, draft.Kind, draft.Target, draft.Schedule.Cron, seconds);
        var same = before == (row.Query, row.Purpose, row.Kind, row.Target, row.Cron, row.IntervalSeconds) && links.SetEquals(row.Sources.Select(link => link.SourceId));
        row.Sources.RemoveAll(link => !links.Contains(link.SourceId));
        row.Sources.AddRange(links.Except(row.Sources.Select(link => link.SourceId)).Select(id => new SearchSourceRow { SourceId = id }));
        return !same;
    }

    private static SearchCommandResult Refused(SearchFault fault, string why) => SearchCommandResult.Refused(fault, why);
}
