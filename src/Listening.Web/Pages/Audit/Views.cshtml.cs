using System.Globalization;
using Listening.Application.Auditing;
using Listening.Web.Csv;
using Listening.Web.Wording;
using Microsoft.AspNetCore.Mvc;

namespace Listening.Web.Pages.Audit;

/// <summary>How many items each account was shown, by day. Accounts are numbers here.</summary>
public sealed class ViewsModel(ViewReader views, ExportLog exports, Clock clock) : AuditPage(exports, clock)
{
    private const int DaysShown = 7;

    /// <summary>What each account was shown, newest day first.</summary>
    public IReadOnlyList<ViewCount> Counts { get; private set; } = [];

    /// <summary>Shows the page.</summary>
    public async Task OnGetAsync(string? from, string? to, CancellationToken ct)
    {
        TakePeriod(from, to, DaysShown);
        if (Errors.Count == 0) Counts = await views.CountAsync(Days, ct);
    }

    /// <summary>Sends the counts as a file.</summary>
    public async Task<IActionResult> OnPostAsync([FromQuery] string? from, [FromQuery] string? to, CancellationToken ct)
    {
        await OnGetAsync(from, to, ct);
        if (Errors.Count > 0) return Page();
        await RecordDownloadAsync("views", $"who was shown how many items, {PeriodInWords}", ct);
        return new CsvDownload(
            $"views-{Clock.Today.InAddress()}",
            ["Day", "Account", "Items opened", "Pages of queues", "Items on them"],
            Counts.Select(count => (IReadOnlyList<string>)
                [count.Day.InAddress(), count.Actor, Text(count.Opened), Text(count.Lists), Text(count.Listed)]));
    }

    /// <summary>Address of this list with the same period.</summary>
    public string Address() => AddressOf("/audit/views", ("from", From), ("to", To));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
