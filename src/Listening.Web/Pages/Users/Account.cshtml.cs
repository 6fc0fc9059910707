using System.Globalization;
using Listening.Application.Access;
using Listening.Web.Wording;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Listening.Web.Pages.Users;

/// <summary>One account: its roles, whether it may sign in, and a new link for somebody who has lost the way in.</summary>
public sealed class AccountModel(AccountService accounts, SignInLinks links, Clock clock) : FormPage(clock)
{
    /// <summary>The account; set whenever the page is shown.</summary>
    public AccountSummary Account { get; private set; } = null!;

    /// <summary>The roles that are ticked.</summary>
    public IReadOnlyList<StaffRole> Roles { get; private set; } = [];

    /// <summary>The roles as the form shows them.</summary>
    public RoleChoice Choice => new(Roles, ErrorOf("roles"));

    /// <summary>The reason as it was typed.</summary>
    public string? Reason { get; private set; }

    /// <summary>A new link; null when none was asked for.</summary>
    public string? Link { get; private set; }

    /// <summary>Shows the account.</summary>
    public async Task<IActionResult> OnGetAsync(int id, CancellationToken ct)
    {
        if (!await ReadAsync(id, ct)) return NotFound();
        Roles = Account.Roles;
        return Page();
    }

    /// <summary>Changes the account.</summary>
    /// <param name="id">The account.</param>
    /// <param name="change"><c>roles</c>, <c>disable</c>, <c>enable</c> or <c>link</c>.</param>
    /// <param name="roles">The roles that are ticked.</param>
    /// <param name="reason">Why.</param>
    /// <param name="ct">Stops the request.</param>
    public async Task<IActionResult> OnPostAsync(int id, [FromForm] string? change, [FromForm] string[]? roles, [FromForm] string? reason, CancellationToken ct)
    {
        if (!await ReadAsync(id, ct)) return NotFound();
        if (change is not ("roles" or "disable" or "enable" or "link")) return BadRequest();
        (Roles, Reason) = (RoleChoice.Read(roles), reason);
        var typed = TakeReason("reason", reason);
        if (Errors.Count == 0 && await ChangeAsync(id, change, typed, ct) is { } refusal) Refuse(change == "roles" ? "roles" : "reason", refusal);
        if (Errors.Count > 0 || Link is not null) return Page();
        return Redirect($"/users/{id.ToString(CultureInfo.InvariantCulture)}?done=user-{change}");
    }

    /// <summary>The whole address of a link, as it is given to somebody.</summary>
    internal static string AddressOf(HttpRequest request, string token) => $"{request.Scheme}://{request.Host}/sign-in/{token}";

    private async Task<string?> ChangeAsync(int id, string change, string reason, CancellationToken ct)
    {
        if (change == "link")
        {
            var (token, refusal) = await links.IssueAsync(id, Operation(reason), ct);
            Link = token is null ? null : AddressOf(Request, token);
            return refusal;
        }

        return (change switch
        {
            "roles" => await accounts.SetRolesAsync(id, Roles, Operation(reason), ct),
            "disable" => await accounts.DisableAsync(id, Operation(reason), ct),
            _ => await accounts.EnableAsync(id, Operation(reason), ct),
        }).Refusal;
    }

    private async Task<bool> ReadAsync(int id, CancellationToken ct)
    {
        if ((await accounts.ListAsync(ct)).FirstOrDefault(one => one.Id == id) is not { } account) return false;
        Account = account;
        return true;
    }
}
