using System.Globalization;
using Listening.Application.Auditing;
using Listening.Application.Holds;
using Listening.Application.Incidents;
using Listening.Application.Storage;
using Listening.Core.Retention;
using Listening.Web.Csv;
using Listening.Web.Wording;
using Microsoft.AspNetCore.Mvc;

namespace Listening.Web.Pages.Audit;

/// <summary>The last five weeks for an auditor: what was due and what was done, and what else happened.</summary>
public sealed class OverviewModel(DueReader due, EntryReader entries, ILogState state, IncidentBook incidents, HoldService holds, ExportLog exports, Clock clock)
    : AuditPage(exports, clock)
{
    private const int DaysShown = 35;

    /// <summary>How the log stands.</summary>
    public LogState State { get; private set; } = new(0);

    /// <summary>What was due on each day, oldest first.</summary>
    public IReadOnlyList<DueDay> Due { get; private set; } = [];

    /// <summary>The rules by which anything was deleted.</summary>
    public IReadOnlyList<RetentionRule> Rules { get; private set; } = [];

    /// <summary>How often each event happened, by the heading it stands under.</summary>
    public IReadOnlyList<IGrouping<string, EventCount>> Events { get; private set; } = [];

    /// <summary>Failures that are open.</summary>
    public int Failures { get; private set; }

    /// <summary>Holds in force.</summary>
    public IReadOnlyList<HoldSummary> Holds { get; private set; } = [];

    /// <summary>Shows the page.</summary>
    public async Task OnGetAsync(CancellationToken ct)
    {
        await ReadDueAsync(ct);
        State = await state.ReadAsync(ct);
        Failures = (await incidents.OpenOnesAsync(ct)).Count;
        Holds = [.. (await holds.ListAsync(ct)).Where(hold => hold.Hold.State == HoldState.InForce)];
        var counts = (await entries.CountAsync(Days[0].From, Days[^1].To, ct)).ToDictionary(count => count.Event, StringComparer.Ordinal);
        Events = [.. AuditEvents.All.Union(counts.Keys, StringComparer.Ordinal)
            .Select(@event => counts.GetValueOrDefault(@event) ?? new EventCount(@event, 0, default))
            .OrderBy(count => EventWording.Group(count.Event).Place)
            .GroupBy(count => EventWording.Group(count.Event).Heading, StringComparer.Ordinal)];
    }

    /// <summary>Sends what was due and what was done as a file.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await ReadDueAsync(ct);
        await RecordDownloadAsync("due", $"what was due and what was done, {PeriodInWords}", ct);
        var rules = Enum.GetValues<RetentionRule>();
        return new CsvDownload(
            $"due-and-done-{Clock.Today.InAddress()}",
            ["Day", "Due", .. rules.Select(rule => $"Deleted ({rule.Title()})"), "On hold", "Not deleted", "Largest delay in seconds", "Median delay in seconds"],
            Due.Select(day => (IReadOnlyList<string>)
            [
                day.Day.InAddress(), Text(day.Due), .. rules.Select(rule => Text(day.Deleted.GetValueOrDefault(rule))), Text(day.OnHold), Text(day.Overdue),
                Text((long)day.Largest.TotalSeconds), Text((long)day.Median.TotalSeconds),
            ]));
    }

    private async Task ReadDueAsync(CancellationToken ct)
    {
        TakePeriod(null, null, DaysShown);
        Due = await due.ReadAsync(Days, ct);
        Rules = [.. Due.SelectMany(day => day.Deleted.Keys).Distinct().Order()];
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
