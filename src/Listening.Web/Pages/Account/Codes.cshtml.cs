using Listening.Application.Access;
using Listening.Web.Wording;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace Listening.Web.Pages.Account;

/// <summary>Sets up password and codes: shows the key, takes the password once a code is right, and shows recovery codes once.</summary>
public sealed class CodesModel(CodeSetup codes, IOptions<WebOptions> options, Clock clock) : FormPage(clock)
{
    /// <summary>The key for the app; set while it is being set up.</summary>
    public CodeKey? Key { get; private set; }

    /// <summary>The recovery codes; null until it is done.</summary>
    public IReadOnlyList<string>? RecoveryCodes { get; private set; }

    /// <summary>Shows the key and the form; leads back when it was not begun.</summary>
    public async Task<IActionResult> OnGetAsync() => await ReadAsync() ? Page() : Redirect("/account/security");

    /// <summary>Takes password and code.</summary>
    public async Task<IActionResult> OnPostAsync([FromForm] string? password, [FromForm] string? code, CancellationToken ct)
    {
        if (!await ReadAsync()) return Redirect("/account/security");
        var result = await codes.FinishAsync(User, password ?? "", code ?? "", Operation("By its owner."), ct);
        RecoveryCodes = result.RecoveryCodes;
        if (result.PasswordRefusal is { } wrong) Refuse("password", wrong);
        if (result.CodeRefusal is { } late) Refuse("code", late);
        return Page();
    }

    private async Task<bool> ReadAsync() => (Key = await codes.KeyAsync(User, options.Value.ServiceName)) is not null;
}
