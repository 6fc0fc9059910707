using System.Security.Claims;
using System.Text;
using System.Text.Encodings.Web;
using Listening.Application.Auditing;
using Listening.Application.Storage;
using Microsoft.AspNetCore.Identity;

namespace Listening.Application.Access;

/// <summary>Sets up and removes the password and codes of whoever is signed in. There is no password without codes.</summary>
public sealed class CodeSetup(SignInManager<StaffAccount> signIn, ListeningDbContext db)
{
    /// <summary>How many recovery codes somebody gets.</summary>
    public const int RecoveryCodes = 10;

    private UserManager<StaffAccount> Accounts => signIn.UserManager;

    /// <summary>Whether they are set up.</summary>
    public async Task<bool> IsDoneAsync(ClaimsPrincipal user) => (await OfAsync(user)).TwoFactorEnabled;

    /// <summary>Begins: makes a new key for the app, unless codes are in use.</summary>
    public async Task BeginAsync(ClaimsPrincipal user)
    {
        var account = await OfAsync(user);
        if (account.TwoFactorEnabled) return;
        await RequireAsync(Accounts.ResetAuthenticatorKeyAsync(account));
        await signIn.RefreshSignInAsync(account);
    }

    /// <summary>The key for the app; null before it was begun and after it was finished.</summary>
    /// <param name="user">Who is signed in.</param>
    /// <param name="service">The service's name, under which the app keeps it.</param>
    public async Task<CodeKey?> KeyAsync(ClaimsPrincipal user, string service)
    {
        var account = await OfAsync(user);
        if (account.TwoFactorEnabled || await Accounts.GetAuthenticatorKeyAsync(account) is not { Length: > 0 } key) return null;
        var url = UrlEncoder.Default;
        return new CodeKey(Grouped(key), $"otpauth://totp/{url.Encode(service)}:{url.Encode(account.UserName ?? "")}?secret={key}&issuer={url.Encode(service)}&digits=6&period=30");
    }

    /// <summary>Finishes: takes the password once a code shows that the app has the key. Other sessions of the account end.</summary>
    public async Task<CodeSetupResult> FinishAsync(ClaimsPrincipal user, string password, string code, OperationContext operation, CancellationToken cancellationToken)
    {
        var account = await OfAsync(user);
        if (account.TwoFactorEnabled) return CodeSetupResult.WrongCode("Password and codes are set up already.");
        if (PasswordRule.RefusalOf(password, account.UserName) is { } refusal) return CodeSetupResult.WrongPassword(refusal);
        var typed = string.Concat(code.Where(char.IsAsciiDigit));
        if (!await Accounts.VerifyTwoFactorTokenAsync(account, Accounts.Options.Tokens.AuthenticatorTokenProvider, typed))
            return CodeSetupResult.WrongCode("This is not the code that the app shows now. Check that the key is typed right and the device's clock too.");

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (account.PasswordHash is not null) await RequireAsync(Accounts.RemovePasswordAsync(account));
        await RequireAsync(Accounts.AddPasswordAsync(account, password));
        // An account of an earlier version may not be lockable yet.
        await RequireAsync(Accounts.SetLockoutEnabledAsync(account, enabled: true));
        await RequireAsync(Accounts.SetTwoFactorEnabledAsync(account, enabled: true));
        var codes = await Accounts.GenerateNewTwoFactorRecoveryCodesAsync(account, RecoveryCodes);
        db.Record(operation, AuditEvents.CodesSetUp, AccountService.Subject(account.Id));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await signIn.RefreshSignInAsync(account);
        return new CodeSetupResult([.. codes!], null, null);
    }

    /// <summary>Removes password, key and recovery codes. Other sessions of the account end.</summary>
    public async Task RemoveAsync(ClaimsPrincipal user, OperationContext operation, CancellationToken cancellationToken)
    {
        var account = await OfAsync(user);
        if (!account.TwoFactorEnabled) return;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await RequireAsync(Accounts.SetTwoFactorEnabledAsync(account, enabled: false));
        await RequireAsync(Accounts.RemovePasswordAsync(account));
        await RequireAsync(Accounts.ResetAuthenticatorKeyAsync(account));
        db.Record(operation, AuditEvents.CodesRemoved, AccountService.Subject(account.Id));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await signIn.RefreshSignInAsync(account);
    }

    // In groups of four, as people copy it.
    private static string Grouped(string key)
    {
        var groups = new StringBuilder();
        foreach (var (at, letter) in key.Index()) groups.Append(at > 0 && at % 4 == 0 ? " " : "").Append(letter);
        return groups.ToString();
    }

    private async Task<StaffAccount> OfAsync(ClaimsPrincipal user) =>
        await Accounts.GetUserAsync(user) ?? throw new InvalidOperationException("The session's account is gone.");

    private static async Task RequireAsync(Task<IdentityResult> done)
    {
        if (await done is { Succeeded: false } failed)
            throw new InvalidOperationException($"Identity refused a change that nothing speaks against: {string.Join(", ", failed.Errors.Select(error => error.Code))}.");
    }
}

/// <summary>The key of somebody's codes.</summary>
/// <param name="Text">To be typed into an app.</param>
/// <param name="Link">An <c>otpauth:</c> link, which an app on the same device opens.</param>
public sealed record CodeKey(string Text, string Link);

/// <summary>What came of setting up: exactly one of the three is set.</summary>
/// <param name="RecoveryCodes">Shown once; each signs in once in place of a code.</param>
/// <param name="PasswordRefusal">What is wrong with the password.</param>
/// <param name="CodeRefusal">What is wrong with the code.</param>
public sealed record CodeSetupResult(IReadOnlyList<string>? RecoveryCodes, string? PasswordRefusal, string? CodeRefusal)
{
    /// <summary>The password cannot be used.</summary>
    public static CodeSetupResult WrongPassword(string why) => new(null, why, null);

    /// <summary>The code is wrong.</summary>
    public static CodeSetupResult WrongCode(string why) => new(null, null, why);
}
