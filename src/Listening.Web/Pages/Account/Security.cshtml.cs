using Listening.Application.Access;
using Listening.Web.Wording;
using Microsoft.AspNetCore.Mvc;

namespace Listening.Web.Pages.Account;

/// <summary>How whoever is signed in signs in: their passkeys, and password with codes.</summary>
public sealed class SecurityModel(PasskeyService passkeys, CodeSetup codes, AccessSettings settings, Clock clock) : FormPage(clock)
{
    /// <summary>The passkeys, oldest first.</summary>
    public IReadOnlyList<PasskeySummary> Passkeys { get; private set; } = [];

    /// <summary>Whether password and codes are set up.</summary>
    public bool HasCodes { get; private set; }

    /// <summary>True when a link is enough here.</summary>
    public bool IsTrial => settings.IsTrial;

    /// <summary>Shows the page.</summary>
    public async Task OnGetAsync() => (Passkeys, HasCodes) = (await passkeys.ListAsync(User), await codes.IsDoneAsync(User));

    /// <summary>What the browser needs to make a passkey.</summary>
    public async Task<IActionResult> OnPostOptionsAsync() => Content(await passkeys.OptionsToAddAsync(User), "application/json");

    /// <summary>Adds the passkey that the browser made.</summary>
    public async Task<IActionResult> OnPostAddAsync([FromForm] string? name, [FromForm] string? credential, CancellationToken ct) => PasskeyAnswer.Of(
        credential is null ? PasskeyAnswer.NothingSent : await passkeys.AddAsync(User, name ?? "", credential, Operation("By its owner."), ct),
        "/account/security?done=passkey-added");

    /// <summary>Removes a passkey.</summary>
    public async Task<IActionResult> OnPostRemoveAsync([FromForm] string? id, CancellationToken ct)
    {
        await passkeys.RemoveAsync(User, id ?? "", Operation("By its owner."), ct);
        return Redirect("/account/security?done=passkey-removed");
    }

    /// <summary>Begins to set up password and codes.</summary>
    public async Task<IActionResult> OnPostBeginAsync()
    {
        await codes.BeginAsync(User);
        return Redirect("/account/codes");
    }

    /// <summary>Removes password and codes.</summary>
    public async Task<IActionResult> OnPostRemoveCodesAsync(CancellationToken ct)
    {
        await codes.RemoveAsync(User, Operation("By its owner."), ct);
        return Redirect("/account/security?done=codes-removed");
    }
}
