using System.Globalization;
using Listening.Application.Auditing;
using Listening.Web.Components;
using Listening.Web.Csv;
using Listening.Web.Wording;
using Microsoft.AspNetCore.Mvc;

namespace Listening.Web.Pages.Audit;

/// <summary>The audit entries, newest first, a page at a time.</summary>
public sealed class EntriesModel(EntryReader entries, ExportLog exports, Clock clock) : AuditPage(exports, clock)
{
    private const int PageSize = 50;
    private EntryFilter _filter = new();

    /// <summary>The entries.</summary>
    public EntryPage Shown { get; private set; } = new([], null);

    /// <summary>The event that was chosen.</summary>
    public string? Event { get; private set; }

    /// <summary>The actor that was typed.</summary>
    public string? Actor { get; private set; }

    /// <summary>First and last day as they were typed.</summary>
    public (string? First, string? Last) Typed { get; private set; }

    /// <summary>True when this is not the first page.</summary>
    public bool IsLater { get; private set; }

    /// <summary>The events to choose from.</summary>
    public IReadOnlyList<Choice> Events { get; } =
        [new("", "Every event"), .. AuditEvents.All.Select(name => new Choice(name, EventWording.Words(name))).OrderBy(choice => choice.Text, StringComparer.Ordinal)];

    /// <summary>Shows a page.</summary>
    public async Task<IActionResult> OnGetAsync(string? @event, string? from, string? to, string? actor, long? before, CancellationToken ct)
    {
        if (!ModelState.IsValid || before <= 0) return BadRequest();
        TakeFilter(@event, from, to, actor);
        IsLater = before is not null;
        if (Errors.Count == 0) Shown = await entries.ListAsync(_filter, before, PageSize, ct);
        return Page();
    }

    /// <summary>Sends all that the filters choose as a file.</summary>
    public async Task<IActionResult> OnPostAsync([FromQuery] string? @event, [FromQuery] string? from, [FromQuery] string? to, [FromQuery] string? actor, CancellationToken ct)
    {
        TakeFilter(@event, from, to, actor);
        if (Errors.Count > 0) return Page();
        await RecordDownloadAsync("entries", $"event {Event ?? "any"}, from {Typed.First ?? "the first"} to {Typed.Last ?? "the last"}, by {Actor ?? "anybody"}", ct);
        return new CsvDownload($"audit-entries-{Clock.Today.InAddress()}", ["Number", "Time (UTC)", "Event", "Actor", "Subject", "Reason"], RowsAsync());
    }

    /// <summary>Address of this list with the same filters.</summary>
    /// <param name="before">Where to go on; null for the newest.</param>
    public string Address(long? before = null) => AddressOf(
        "/audit/entries", ("event", Event), ("from", Typed.First), ("to", Typed.Last), ("actor", Actor), ("before", before?.ToString(CultureInfo.InvariantCulture)));

    private void TakeFilter(string? @event, string? from, string? to, string? actor)
    {
        (Event, Actor, Typed) = (Given(@event), Given(actor), (Given(from), Given(to)));
        if (Event is not null && !AuditEvents.All.Contains(Event, StringComparer.Ordinal)) Refuse("event", "There is no such event.");
        var (first, last) = (Day("from", from), Day("to", to));
        if (first > last) Refuse("from", "The first day comes after the last.");
        if (Actor is { Length: > 64 }) Refuse("actor", "This is no account's number.");
        _filter = new EntryFilter(
            Event, Actor, first is { } begin ? Clock.Utc(begin, TimeOnly.MinValue) : null, last is { } end ? Clock.Utc(end.AddDays(1), TimeOnly.MinValue) : null);
    }

    private async IAsyncEnumerable<IReadOnlyList<string>> RowsAsync()
    {
        await foreach (var entry in entries.AllAsync(_filter, HttpContext.RequestAborted))
            yield return [entry.Index.ToString(CultureInfo.InvariantCulture), Clock.Machine(entry.At), entry.Event, entry.Actor, entry.Subject, entry.Reason];
    }
}
