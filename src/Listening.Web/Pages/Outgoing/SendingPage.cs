using System.Globalization;
using Listening.Application.Access;
using Listening.Application.Auditing;
using Listening.Application.Outgoing;
using Listening.Application.Storage;
using Listening.Application.Triage;
using Listening.Core.Outgoing;
using Listening.Web.Security;
using Listening.Web.Wording;
using Microsoft.AspNetCore.Mvc;

namespace Listening.Web.Pages.Outgoing;

/// <summary>A page that sends something because of an item.</summary>
public abstract class SendingPage(ITriageReader triage, ViewLog views, SendingService sendings, TimeProvider time, Clock clock) : FormPage(clock)
{
    private string? _message;

    /// <summary>The item; set whenever the page is shown.</summary>
    public ItemView Item { get; private set; } = null!;

    /// <summary>The form as it was sent.</summary>
    public SendingForm Form { get; protected set; } = new();

    /// <summary>Number of the message: that of the form that was sent, so that sending it again is harmless, or a new one.</summary>
    public string Message => _message ??= MessageNumber.IsOne(Form.Message) ? Form.Message! : MessageNumber.New(time);

    /// <summary>Where the page is.</summary>
    public abstract string Place { get; }

    /// <summary>Address of the item's page.</summary>
    public string ItemAddress => $"/items/{Item.Id.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>Address of this page.</summary>
    public string Address => $"{ItemAddress}/{Place}";

    /// <summary>Reads the item.</summary>
    /// <returns>False when there is none, it was deleted, or it is in a queue of another team.</returns>
    protected async Task<bool> FindAsync(long id, CancellationToken ct)
    {
        if (await triage.FindAsync(id, ct) is not { Post: not null } item || !User.Queues().Contains(item.Queue)) return false;
        Item = item;
        return true;
    }

    /// <summary>Shows the page, after it was noted that the post is shown.</summary>
    protected async Task<IActionResult> ShowAsync(CancellationToken ct)
    {
        await views.ItemAsync(User.Account(), Item.Id, ct);
        return Page();
    }

    /// <summary>Asks for what the form says, and goes back to the item; or shows the form with what is wrong.</summary>
    protected async Task<IActionResult> AskAsync(SendingKind kind, string done, CancellationToken ct)
    {
        var draft = new SendingDraft
        {
            ItemId = Item.Id,
            Kind = kind,
            Target = Form.Team ?? "",
            MessageId = Message,
            Words = Form.Words ?? "",
            Close = Form.After is null or SendingForm.CloseIt,
        };
        var result = await sendings.AskAsync(draft, Operation(""), ct);
        if (result.Refusal is not { } refusal) return Redirect($"{ItemAddress}?done={done}");
        Refuse(FieldOf(result.Field), refusal);
        return await ShowAsync(ct);
    }

    /// <summary>The field of a part of a draft.</summary>
    protected static string FieldOf(SendingField field) => field switch
    {
        SendingField.Target => "team",
        SendingField.Reference => "reference",
        _ => "words",
    };
}
