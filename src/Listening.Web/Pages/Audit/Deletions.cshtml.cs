using System.Globalization;
using Listening.Application.Auditing;
using Listening.Core.Retention;
using Listening.Core.Triage;
using Listening.Web.Components;
using Listening.Web.Csv;
using Listening.Web.Wording;
using Microsoft.AspNetCore.Mvc;

namespace Listening.Web.Pages.Audit;

/// <summary>The deletion log by day, reason, rule, source and queue.</summary>
public sealed class DeletionsModel(DeletionReader deletions, ExportLog exports, Clock clock) : AuditPage(exports, clock)
{
    private const int DaysShown = 7;
    private DeletionFilter _filter = new();

    /// <summary>What was deleted, newest day first.</summary>
    public IReadOnlyList<DeletionCount> Counts { get; private set; } = [];

    /// <summary>The rule, source and queue that were chosen.</summary>
    public (string? Rule, string? Source, string? Queue) Chosen { get; private set; }

    /// <summary>The sources to choose from.</summary>
    public IReadOnlyList<Choice> Sources { get; private set; } = [];

    /// <summary>The rules to choose from.</summary>
    public IReadOnlyList<Choice> Rules { get; } = [new("", "Every rule"), .. Enum.GetValues<RetentionRule>().Select(rule => new Choice(NameOf(rule), rule.Title()))];

    /// <summary>The queues to choose from.</summary>
    public IReadOnlyList<Choice> Queues { get; } = [new("", "Every queue"), .. TriageQueues.All.Select(queue => new Choice(queue.Name(), queue.Title()))];

    /// <summary>Shows the page.</summary>
    public Task OnGetAsync(string? from, string? to, string? rule, string? source, string? queue, CancellationToken ct) => ReadAsync(from, to, rule, source, queue, ct);

    /// <summary>Sends what the filters choose as a file.</summary>
    public async Task<IActionResult> OnPostAsync(
        [FromQuery] string? from, [FromQuery] string? to, [FromQuery] string? rule, [FromQuery] string? source, [FromQuery] string? queue, CancellationToken ct)
    {
        await ReadAsync(from, to, rule, source, queue, ct);
        if (Errors.Count > 0) return Page();
        await RecordDownloadAsync("deletions", $"{PeriodInWords}, rule {Chosen.Rule ?? "any"}, source {Chosen.Source ?? "any"}, queue {Chosen.Queue ?? "any"}", ct);
        return new CsvDownload(
            $"deletions-{Clock.Today.InAddress()}",
            ["Day", "Why", "Rule", "Source", "Queue", "Posts", "Largest delay in seconds"],
            Counts.Select(count => (IReadOnlyList<string>)
            [
                count.Day.InAddress(), count.Reason.Words(), count.Rule.Title(), count.Source, count.Queue?.Name() ?? "",
                count.Posts.ToString(CultureInfo.InvariantCulture), ((long)count.Largest.TotalSeconds).ToString(CultureInfo.InvariantCulture),
            ]));
    }

    /// <summary>Address of this list with the same filters.</summary>
    public string Address() => AddressOf("/audit/deletions", ("from", From), ("to", To), ("rule", Chosen.Rule), ("source", Chosen.Source), ("queue", Chosen.Queue));

    private async Task ReadAsync(string? from, string? to, string? rule, string? source, string? queue, CancellationToken ct)
    {
        TakePeriod(from, to, DaysShown);
        Chosen = (Given(rule), Given(source), Given(queue));
        var names = await deletions.SourcesAsync(ct);
        Sources = [new("", "Every source"), .. names.Select(name => new Choice(name, name))];
        var chosen = Enum.GetValues<RetentionRule>().Where(each => NameOf(each) == Chosen.Rule).Select(each => (RetentionRule?)each).SingleOrDefault();
        if (Chosen.Rule is not null && chosen is null) Refuse("rule", "There is no such rule.");
        if (Chosen.Source is { } name && !names.Contains(name, StringComparer.Ordinal)) Refuse("source", "There is no such source.");
        if (Chosen.Queue is { } title && TriageQueues.Find(title) is null) Refuse("queue", "There is no such queue.");
        if (Errors.Count > 0) return;
        _filter = new DeletionFilter(chosen, Chosen.Source, Chosen.Queue is { } found ? TriageQueues.Find(found) : null);
        Counts = await deletions.CountAsync(Days, _filter, ct);
    }

    private static string NameOf(RetentionRule rule) => rule.ToString().ToLowerInvariant();
}
