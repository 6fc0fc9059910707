using System.Globalization;
using Listening.Application.Auditing;
using Listening.Application.Outgoing;
using Listening.Application.Storage;
using Listening.Application.Triage;
using Listening.Web.Csv;
using Listening.Web.Wording;
using Microsoft.AspNetCore.Mvc;

namespace Listening.Web.Pages.Outgoing;

/// <summary>Hands an item over to the case system, or downloads it for a case that is made by hand.</summary>
public sealed class HandOverModel(
    ITriageReader triage, ViewLog views, SendingService sendings, SendingReader reader, OutgoingSettings settings, TimeProvider time, Clock clock)
    : SendingPage(triage, views, sendings, time, clock)
{
    private readonly SendingService _sendings = sendings;

    /// <summary>True when the case system takes items by itself.</summary>
    public bool HandsOver { get; } = settings.HandsOver;

    /// <summary>True when the item is deleted here as soon as its reference came.</summary>
    public bool DeletesAtOnce { get; } = settings.DeletesAfterHandOver;

    /// <inheritdoc/>
    public override string Place => "hand-over";

    /// <summary>Shows what is sent.</summary>
    public async Task<IActionResult> OnGetAsync(long id, CancellationToken ct) => await FindAsync(id, ct) ? await ShowAsync(ct) : NotFound();

    /// <summary>Hands the item over, or sends it as a file.</summary>
    /// <param name="id">The item.</param>
    /// <param name="form">A note, or a reference.</param>
    /// <param name="step"><c>send</c>, <c>json</c> or <c>csv</c>.</param>
    /// <param name="ct">Stops the request.</param>
    public async Task<IActionResult> OnPostAsync(long id, [FromForm] SendingForm form, [FromForm] string? step, CancellationToken ct)
    {
        if (step is not ("send" or "json" or "csv")) return BadRequest();
        if (!await FindAsync(id, ct)) return NotFound();
        Form = form;
        return step == "send" ? await AskAsync(SendingKind.HandOver, "handed-over", ct) : await DownloadAsync(step, ct);
    }

    private async Task<IActionResult> DownloadAsync(string format, CancellationToken ct)
    {
        // Read before it is noted: nothing is noted of what cannot be read.
        if (await reader.PreviewAsync(Item.Id, OutgoingSettings.DownloadTarget, Message, Form.Words?.Trim() ?? "", ct) is not { } message) return NotFound();
        var result = await _sendings.DownloadAsync(Item.Id, Form.Reference?.Trim() ?? "", Message, Form.Words ?? "", Operation(""), ct);
        if (result.Refusal is { } refusal)
        {
            Refuse(FieldOf(result.Field), refusal);
            return await ShowAsync(ct);
        }

        var name = $"item-{Item.Id.ToString(CultureInfo.InvariantCulture)}";
        return format == "csv"
            ? new CsvDownload(name, HandOverDocument.Headings, [HandOverDocument.Cells(message)])
            : File(HandOverDocument.Json(message, indented: true), "application/json", $"{name}.json");
    }
}
