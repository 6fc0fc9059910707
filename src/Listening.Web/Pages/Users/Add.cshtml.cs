using Listening.Application.Access;
using Listening.Web.Wording;
using Microsoft.AspNetCore.Mvc;

namespace Listening.Web.Pages.Users;

/// <summary>Adds an account and shows the link that signs it in, once.</summary>
public sealed class AddModel(AccountService accounts, SignInLinks links, Clock clock) : FormPage(clock)
{
    /// <summary>The name as it was typed.</summary>
    public string? Name { get; private set; }

    /// <summary>The roles that are ticked.</summary>
    public IReadOnlyList<StaffRole> Roles { get; private set; } = [];

    /// <summary>The roles as the form shows them.</summary>
    public RoleChoice Choice => new(Roles, ErrorOf("roles"));

    /// <summary>The reason as it was typed.</summary>
    public string? Reason { get; private set; }

    /// <summary>The link; null until the account was added.</summary>
    public string? Link { get; private set; }

    /// <summary>Shows the form.</summary>
    public void OnGet()
    {
        // Nothing has been typed yet.
    }

    /// <summary>Adds the account.</summary>
    public async Task<IActionResult> OnPostAsync([FromForm] string? name, [FromForm] string[]? roles, [FromForm] string? reason, CancellationToken ct)
    {
        (Name, Roles, Reason) = (name, RoleChoice.Read(roles), reason);
        if (string.IsNullOrWhiteSpace(name)) Refuse("name", "Enter a name.");
        if (Roles.Count == 0) Refuse("roles", "Choose one role or more.");
        var typed = TakeReason("reason", reason);
        if (Errors.Count > 0) return Page();
        var added = await accounts.AddAsync(name!, Roles, Operation(typed), ct);
        if (added.Refusal is { } refusal) Refuse("name", refusal);
        else Link = AccountModel.AddressOf(Request, (await links.IssueAsync(added.Account!.Value, Operation(typed), ct)).Token!);
        return Page();
    }
}
