using Listening.Application.Collection;
using Listening.Application.Sources;
using Listening.Web.Wording;
using Microsoft.AspNetCore.Mvc;

namespace Listening.Web.Pages.Sources;

/// <summary>One source: how it is doing, what it used up, and by what right it is read.</summary>
public sealed class SourceModel(ISourceReader sources, SourcePermissions permissions, Clock clock) : FormPage(clock)
{
    /// <summary>The source.</summary>
    public SourceStatus Source { get; private set; } = null!;

    /// <summary>The form as it was sent.</summary>
    public PermissionForm Form { get; private set; } = new();

    /// <summary>Where the page stands.</summary>
    public string Address => $"/sources/{Uri.EscapeDataString(Source.Source)}";

    /// <summary>Shows the page.</summary>
    public async Task<IActionResult> OnGetAsync(string name, CancellationToken ct)
    {
        if ((await sources.ListAsync(ct)).FirstOrDefault(source => source.Source == name) is not { } found) return NotFound();
        Source = found;
        return Page();
    }

    /// <summary>Records a permission, or withdraws it.</summary>
    /// <param name="name">The source's name.</param>
    /// <param name="form">The form.</param>
    /// <param name="ask"><c>permit</c> or <c>withdraw</c>.</param>
    /// <param name="ct">Stops the request.</param>
    public async Task<IActionResult> OnPostAsync(string name, [FromForm] PermissionForm form, [FromForm] string? ask, CancellationToken ct)
    {
        if (!ModelState.IsValid || ask is not ("permit" or "withdraw")) return BadRequest();
        if (await OnGetAsync(name, ct) is NotFoundResult missing) return missing;
        Form = form;
        var reason = TakeReason("reason", form.Reason);
        if (ask == "withdraw") await WithdrawAsync(name, reason, ct);
        else await PermitAsync(name, reason, ct);
        return Errors.Count == 0 ? Redirect($"{Address}?done=source-{ask}") : Page();
    }

    private async Task WithdrawAsync(string name, string reason, CancellationToken ct)
    {
        if (Errors.Count == 0 && await permissions.WithdrawAsync(name, Operation(reason), ct) is { } refusal) Refuse("reason", refusal.Why);
    }

    private async Task PermitAsync(string name, string reason, CancellationToken ct)
    {
        if (TypedTime.Date(Form.ReadOn) is not { } readOn)
        {
            Refuse("readOn", "Enter the day on which the terms were read, such as 27/3/2026.");
            return;
        }

        var draft = new PermissionDraft(Form.Terms ?? "", readOn, Form.Approval ?? "", Form.Use ?? "");
        if (Errors.Count == 0 && await permissions.RecordAsync(name, draft, Operation(reason), ct) is { } refusal) Refuse(FieldOf(refusal.Fault), refusal.Why);
    }

    private static string FieldOf(PermissionFault fault) => fault switch
    {
        PermissionFault.Terms => "terms",
        PermissionFault.TermsReadOn => "readOn",
        PermissionFault.Approval => "approval",
        PermissionFault.PermittedUse => "use",
        _ => "reason",
    };
}

/// <summary>A permission as it is typed.</summary>
public sealed record PermissionForm
{
    /// <summary>Name and version of the platform's terms.</summary>
    public string? Terms { get; init; }

    /// <summary>The day on which they were read.</summary>
    public string? ReadOn { get; init; }

    /// <summary>Reference of the plan or approval.</summary>
    public string? Approval { get; init; }

    /// <summary>What the posts may be used for.</summary>
    public string? Use { get; init; }

    /// <summary>Why, for the log.</summary>
    public string? Reason { get; init; }
}
