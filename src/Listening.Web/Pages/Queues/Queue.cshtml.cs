using System.Globalization;
using Listening.Application.Access;
using Listening.Application.Auditing;
using Listening.Application.Foi;
using Listening.Application.Storage;
using Listening.Application.Triage;
using Listening.Core.Querying;
using Listening.Core.Triage;
using Listening.Web.Security;
using Listening.Web.Triage;
using Listening.Web.Wording;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Listening.Web.Pages.Queues;

/// <summary>One queue, a page at a time, with an item open beside it; of noise only a sample.</summary>
public sealed class QueueModel(
    ITriageReader triage, TriageService actions, ItemPanes panes, ViewLog views, FilterChoices choices, SavedFilters filters, AccountSettings settings, TeamNames team, AuthorityLookup authorities,
    Clock clock)
    : FormPage(clock)
{
    /// <summary>Address of the queue with its filters.</summary>
    public QueueAddress Address { get; private set; } = null!;

    /// <summary>The queue shown.</summary>
    public TriageQueue Queue => Address.Queue;

    /// <summary>The queues of whoever looks, for the tabs.</summary>
    public IReadOnlyList<QueueSummary> Queues { get; private set; } = [];

    /// <summary>The items; empty when the search words were not understood.</summary>
    public ItemPage Items { get; private set; } = new([], null, 0);

    /// <summary>The item beside the list; null when none is open.</summary>
    public ItemPane? Pane { get; private set; }

    /// <summary>True when an item was asked for that is not there any more.</summary>
    public bool PaneIsGone { get; private set; }

    /// <summary>What was done just now and can be undone.</summary>
    public DoneAlert? Done { get; private set; }

    /// <summary>Why the search words cannot be understood; null when they can.</summary>
    public QueryError? Error { get; private set; }

    /// <summary>What the filters can be set to.</summary>
    public FilterOptions Options { get; private set; } = null!;

    /// <summary>Names of the team's accounts by number.</summary>
    public IReadOnlyDictionary<int, string> Team { get; private set; } = new Dictionary<int, string>();

    /// <summary>The filters that were kept under a name.</summary>
    public IReadOnlyList<SavedFilterRow> Saved { get; private set; } = [];

    /// <summary>True when the keys of the queues do nothing for whoever looks.</summary>
    public bool ShortcutsOff { get; private set; }

    /// <summary>True when what is shown is a random sample.</summary>
    public bool IsSample => Queue == TriageQueue.Noise && Address.IsPlain && Address.Item is null;

    /// <summary>Shows the page.</summary>
    /// <param name="queue">The queue's name in addresses; an unknown one, and one of another team, is not found.</param>
    /// <param name="did">Numbers of the first and the last action that was done just now.</param>
    /// <param name="ct">Stops the request.</param>
    public async Task<IActionResult> OnGetAsync([FromRoute] string queue, string? did, CancellationToken ct)
    {
        if (Read(queue) is { } wrong) return wrong;
        Done = await DoneAlert.ReadAsync(did, actions, User.AccountNumber(), Clock.Now, ct);
        await LoadAsync(null, ct);
        return Page();
    }

    /// <summary>Does something with the open item or with those that are selected.</summary>
    public async Task<IActionResult> OnPostActAsync([FromRoute] string queue, CancellationToken ct)
    {
        if (Read(queue) is { } wrong) return wrong;
        if (ItemForm.Read(Request.Form) is not { } acts)
        {
            Refuse("selected", "Select at least one post first.");
            return await AgainAsync(null, ct);
        }

        var results = await actions.ActAsync(acts, User.Queues(), Operation("In a queue."), ct);
        var refused = results.Where(result => result.Refusal is not null).ToList();
        if (acts.Count == 1 && refused.Count == 1 && Address.Item == acts[0].ItemId) return await AgainAsync(refused[0], ct, acts[0].Words);
        foreach (var result in refused) Refuse($"item-{result.ItemId.ToString(CultureInfo.InvariantCulture)}", $"Post {result.ItemId.ToString(CultureInfo.InvariantCulture)}: {ActWording.Words(result.Refusal)}");
        Done = DoneAlert.Of(acts, results);
        if (Done is null || refused.Count > 0) return await AgainAsync(null, ct);
        // As in a mail program: what is done makes room for the next.
        var goesOn = Address.Item is not null && acts[0].Kind is ItemActionKind.Closed or ItemActionKind.Moved;
        var next = goesOn ? Id(Request.Form["next"].ToString()) : Address.Item;
        return Redirect(Done.AppendTo(Address with { Item = next }));
    }

    /// <summary>Takes back what was done just now.</summary>
    public async Task<IActionResult> OnPostUndoAsync([FromRoute] string queue, string? did, CancellationToken ct)
    {
        if (Read(queue) is { } wrong) return wrong;
        var results = await DoneAlert.UndoAsync(did, actions, Operation("Undone in a queue."), ct);
        foreach (var result in results.Where(result => result.Refusal is not null))
            Refuse("undo", $"Post {result.ItemId.ToString(CultureInfo.InvariantCulture)}: {ActWording.Words(result.Refusal)}");
        if (Errors.Count > 0 || results.Count == 0) return await AgainAsync(null, ct);
        return Redirect((Address with { Item = results.Count == 1 ? results[0].ItemId : Address.Item }).ToString());
    }

    /// <summary>Keeps these filters under a name.</summary>
    public async Task<IActionResult> OnPostSaveAsync([FromRoute] string queue, string? name, bool forTeam, CancellationToken ct)
    {
        if (Read(queue) is { } wrong) return wrong;
        var kept = Address with { After = null, Item = null };
        if (await filters.SaveAsync(User.AccountNumber(), name, kept.ToString(), forTeam, ct) is not { } refusal) return Redirect(kept.ToString());
        Refuse("name", refusal);
        return await AgainAsync(null, ct);
    }

    /// <summary>Removes a kept filter.</summary>
    public async Task<IActionResult> OnPostForgetAsync([FromRoute] string queue, int filter, CancellationToken ct)
    {
        if (Read(queue) is { } wrong) return wrong;
        await filters.RemoveAsync(User.AccountNumber(), filter, ct);
        return Redirect(Address.ToString());
    }

    /// <summary>Switches the keys of the queues on or off.</summary>
    public async Task<IActionResult> OnPostShortcutsAsync([FromRoute] string queue, bool on, CancellationToken ct)
    {
        if (Read(queue) is { } wrong) return wrong;
        await settings.SetShortcutsAsync(User.AccountNumber(), on, ct);
        return Redirect(Address.ToString());
    }

    private IActionResult? Read(string queue)
    {
        if (TriageQueues.Find(queue) is not { } found || !User.Queues().Contains(found)) return NotFound();
        if (QueueAddress.Read(found, Request.Query) is not { } address) return BadRequest();
        Address = address;
        return null;
    }

    private async Task<IActionResult> AgainAsync(ItemResult? refused, CancellationToken ct, string? note = null)
    {
        Response.StatusCode = StatusCodes.Status409Conflict;
        await LoadAsync(refused, ct, note);
        return Page();
    }

    private async Task LoadAsync(ItemResult? refused, CancellationToken ct, string? note = null)
    {
        var mine = User.Queues();
        Queues = [.. (await triage.SummariseAsync(ct)).Where(summary => mine.Contains(summary.Queue))];
        Options = await choices.ReadAsync(ct);
        Team = await team.OfAsync(Queue, ct);
        Saved = await filters.ListAsync(User.AccountNumber(), Queue, ct);
        ShortcutsOff = await settings.ShortcutsOffAsync(User.AccountNumber(), ct);
        var parsed = Address.Text is null ? null : Query.Parse(Address.Text);
        Error = parsed?.Error;
        var (authority, unknown) = Address.Authority is { } name ? await authorities.FindAsync(name, ct) : (0, null);
        if (unknown is not null) Refuse("authority", unknown);
        else if (Error is null)
            Items = await triage.ListAsync(Address.ToFilter(User.AccountNumber(), Clock.Now, parsed?.Query, authority == 0 ? null : authority) with { Sample = IsSample }, ct);
        // First the entry, then the texts: without it nothing is shown.
        await views.ItemsAsync(User.Account(), Queue, Items.Items.Count, ct);
        if (Address.Item is not { } id) return;
        var pane = await panes.OpenAsync(User, id, Address.ToString(), ct);
        Pane = pane is null ? null : pane with { Refusal = refused?.Words(pane), Note = note, NextId = NextOf(id) };
        PaneIsGone = pane is null;
    }

    private long? NextOf(long id)
    {
        var ids = Items.Items.Select(item => item.Id).ToList();
        var at = ids.IndexOf(id);
        return at < 0 ? ids.Cast<long?>().FirstOrDefault() : at + 1 < ids.Count ? ids[at + 1] : at > 0 ? ids[at - 1] : null;
    }

    private static long? Id(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
}
