using Listening.Application.Access;
using Listening.Web.Wording;
using Microsoft.AspNetCore.Mvc;

namespace Listening.Web.Pages.Audit;

/// <summary>Tells whose an account's number is, once, to whoever gives a reason.</summary>
public sealed class WhoModel(AccountNames names, Clock clock) : FormPage(clock)
{
    /// <summary>The account's number.</summary>
    public int Account { get; private set; }

    /// <summary>Its name; null until it was asked for with a reason.</summary>
    public string? Name { get; private set; }

    /// <summary>The reason as it was typed.</summary>
    public string? Typed { get; private set; }

    /// <summary>Shows the form. It says nothing of the account, not even whether there is one.</summary>
    public IActionResult OnGet(int? account) => Take(account) ? Page() : NotFound();

    /// <summary>Notes who asks and why, then shows the name.</summary>
    public async Task<IActionResult> OnPostAsync([FromQuery] int? account, [FromForm] string? reason, CancellationToken ct)
    {
        if (!Take(account)) return NotFound();
        Typed = reason;
        var typed = TakeReason("reason", reason);
        if (Errors.Count > 0) return Page();
        Name = await names.ResolveAsync(Account, Operation(typed), ct);
        if (Name is null) Refuse("reason", "There is no account of this number.");
        return Page();
    }

    private bool Take(int? account)
    {
        Account = account ?? 0;
        return ModelState.IsValid && Account > 0;
    }
}
