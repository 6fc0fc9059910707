using System.Security.Claims;
using Listening.Application.Auditing;
using Listening.Application.Storage;
using Microsoft.AspNetCore.Identity;

namespace Listening.Application.Access;

/// <summary>Adds and removes passkeys and signs in by them. What the browser and the service say to each other is WebAuthn's JSON.</summary>
public sealed class PasskeyService(SignInManager<StaffAccount> signIn, ListeningDbContext db, TimeProvider time)
{
    /// <summary>The longest name of a passkey.</summary>
    public const int LongestName = 60;

    /// <summary>The most passkeys of one account.</summary>
    public const int Most = 10;

    private const string TookTooLong = "This took too long, or another page was opened meanwhile. Try again.";

    private UserManager<StaffAccount> Accounts => signIn.UserManager;

    /// <summary>The passkeys of whoever is signed in, oldest first.</summary>
    public async Task<IReadOnlyList<PasskeySummary>> ListAsync(ClaimsPrincipal user) =>
        [.. (await Accounts.GetPasskeysAsync(await OfAsync(user))).OrderBy(passkey => passkey.CreatedAt)
            .Select(passkey => new PasskeySummary(Convert.ToHexString(passkey.CredentialId), passkey.Name ?? "", passkey.CreatedAt.UtcDateTime))];

    /// <summary>What the browser needs to make a passkey.</summary>
    public async Task<string> OptionsToAddAsync(ClaimsPrincipal user)
    {
        var account = await OfAsync(user);
        var name = account.UserName ?? AccountService.Subject(account.Id);
        return await signIn.MakePasskeyCreationOptionsAsync(new PasskeyUserEntity { Id = await Accounts.GetUserIdAsync(account), Name = name, DisplayName = name });
    }

    /// <summary>Adds the passkey that the browser made, and renews the session.</summary>
    /// <returns>Why it was not added; null when it was.</returns>
    public async Task<string?> AddAsync(ClaimsPrincipal user, string name, string credential, OperationContext operation, CancellationToken cancellationToken)
    {
        name = name.Trim();
        if (name.Length is 0 or > LongestName || name.Any(char.IsControl)) return $"Give the passkey a name of 1 to {LongestName} characters.";
        var account = await OfAsync(user);
        if ((await Accounts.GetPasskeysAsync(account)).Count >= Most) return $"An account has {Most} passkeys at most. Remove one first.";
        if (await TryAsync(() => signIn.PerformPasskeyAttestationAsync(credential)) is not { } result) return TookTooLong;
        if (!result.Succeeded || result.UserEntity.Id != await Accounts.GetUserIdAsync(account)) return "The passkey could not be checked. Try again.";
        result.Passkey.Name = name;

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await RequireAsync(Accounts.AddOrUpdatePasskeyAsync(account, result.Passkey));
        db.Record(operation, AuditEvents.PasskeyAdded, AccountService.Subject(account.Id));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await signIn.RefreshSignInAsync(account);
        return null;
    }

    /// <summary>Removes a passkey, which ends every session that is open but this one.</summary>
    /// <returns>Why it was not removed; null when it was.</returns>
    public async Task<string?> RemoveAsync(ClaimsPrincipal user, string id, OperationContext operation, CancellationToken cancellationToken)
    {
        var account = await OfAsync(user);
        var passkey = (await Accounts.GetPasskeysAsync(account)).FirstOrDefault(one => string.Equals(Convert.ToHexString(one.CredentialId), id, StringComparison.Ordinal));
        if (passkey is null) return "This passkey is not there any more.";
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await RequireAsync(Accounts.RemovePasskeyAsync(account, passkey.CredentialId));
        await RequireAsync(Accounts.UpdateSecurityStampAsync(account));
        db.Record(operation, AuditEvents.PasskeyRemoved, AccountService.Subject(account.Id));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await signIn.RefreshSignInAsync(account);
        return null;
    }

    /// <summary>What the browser needs to find a passkey for this service; nothing in it depends on who asks.</summary>
    public Task<string> OptionsToSignInAsync() => signIn.MakePasskeyRequestOptionsAsync(user: null);

    /// <summary>Signs in whoever the passkey belongs to.</summary>
    /// <returns>Why nobody was signed in; null when somebody was.</returns>
    public async Task<string?> SignInAsync(string credential, CancellationToken cancellationToken)
    {
        const string unknown = "This passkey does not sign in here. Use another one, or another way to sign in.";
        if (await TryAsync(() => signIn.PerformPasskeyAssertionAsync(credential)) is not { } result) return TookTooLong;
        var now = time.GetUtcNow().UtcDateTime;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (!result.Succeeded || !await signIn.CanSignInAsync(result.User))
        {
            var subject = result.Succeeded ? AccountService.Subject(result.User.Id) : SignInRecord.Nobody;
            db.Record(new OperationContext(OperationContext.SystemActor, now, "Passkey."), AuditEvents.SignInRefused, subject);
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return unknown;
        }

        // The count of its uses, by which a copied passkey is noticed.
        await RequireAsync(Accounts.AddOrUpdatePasskeyAsync(result.User, result.Passkey));
        SignInRecord.SignedIn(db, result.User, now, "Passkey.");
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await signIn.SignInAsync(result.User, isPersistent: false);
        return null;
    }

    // Identity throws when nothing is under way in this browser any more, which is nobody's mistake.
    private static async Task<T?> TryAsync<T>(Func<Task<T>> perform) where T : class
    {
        try
        {
            return await perform();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private async Task<StaffAccount> OfAsync(ClaimsPrincipal user) =>
        await Accounts.GetUserAsync(user) ?? throw new InvalidOperationException("The session's account is gone.");

    private static async Task RequireAsync(Task<IdentityResult> done)
    {
        if (await done is { Succeeded: false } failed)
            throw new InvalidOperationException($"Identity refused a change that nothing speaks against: {string.Join(", ", failed.Errors.Select(error => error.Code))}.");
    }
}

/// <summary>A passkey as its owner sees it.</summary>
/// <param name="Id">Its credential id in hexadecimal.</param>
/// <param name="Name">As its owner named it.</param>
/// <param name="AddedAt">UTC.</param>
public sealed record PasskeySummary(string Id, string Name, DateTime AddedAt);
