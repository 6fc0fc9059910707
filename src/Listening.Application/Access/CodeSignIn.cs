using System.Globalization;
using Listening.Application.Auditing;
using Listening.Application.Storage;
using Microsoft.AspNetCore.Identity;
using IdentitySignInResult = Microsoft.AspNetCore.Identity.SignInResult;

namespace Listening.Application.Access;

/// <summary>
/// Signs in by password and then a code. Whoever gets no further hears the same, after the same work, whether the name is
/// unknown, the password wrong, or the account locked, disabled or without codes.
/// </summary>
public sealed class CodeSignIn(SignInManager<StaffAccount> signIn, ListeningDbContext db, TimeProvider time)
{
    private static string? _hashOfNothing;

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>The first step.</summary>
    /// <returns>True when a code is to be asked for next.</returns>
    public async Task<bool> TryPasswordAsync(string name, string password, CancellationToken cancellationToken)
    {
        var account = await AccountService.FindAsync(db, name, cancellationToken);
        if (account is not { TwoFactorEnabled: true, PasswordHash: not null, DisabledAt: null } || await signIn.UserManager.IsLockedOutAsync(account))
        {
            Verify(password);
            await RecordAsync(account, "Password.", locked: false, cancellationToken);
            return false;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var result = await signIn.PasswordSignInAsync(account, password, isPersistent: false, lockoutOnFailure: true);
        if (!result.RequiresTwoFactor) await RecordAsync(account, "Password.", result.IsLockedOut, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return result.RequiresTwoFactor;
    }

    /// <summary>Whether a code is asked for: whether the password was given in this browser a short while ago.</summary>
    public async Task<bool> AsksForCodeAsync() => await signIn.GetTwoFactorAuthenticationUserAsync() is not null;

    /// <summary>The second step: a code of the app or one of the recovery codes, with or without blanks.</summary>
    /// <returns>True when somebody was signed in.</returns>
    public async Task<bool> TryCodeAsync(string code, CancellationToken cancellationToken)
    {
        if (await signIn.GetTwoFactorAuthenticationUserAsync() is not { } account) return false;
        var typed = string.Concat(code.Where(letter => !char.IsWhiteSpace(letter)));
        var isOfApp = typed.Length == 6 && typed.All(char.IsAsciiDigit);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var result = isOfApp
            ? await signIn.TwoFactorAuthenticatorSignInAsync(typed, isPersistent: false, rememberClient: false)
            : await signIn.TwoFactorRecoveryCodeSignInAsync(typed.ToUpperInvariant());
        if (result.Succeeded) SignInRecord.SignedIn(db, account, Now, isOfApp ? "Password and code." : "Password and recovery code.");
        else await RecordAsync(account, "Code.", await IsLockedAsync(account, result), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return result.Succeeded;
    }

    private async Task<bool> IsLockedAsync(StaffAccount account, IdentitySignInResult result) =>
        result.IsLockedOut || await signIn.UserManager.IsLockedOutAsync(account);

    private async Task RecordAsync(StaffAccount? account, string reason, bool locked, CancellationToken cancellationToken)
    {
        var operation = new OperationContext(OperationContext.SystemActor, Now, reason);
        var subject = account is null ? SignInRecord.Nobody : AccountService.Subject(account.Id);
        db.Record(operation, AuditEvents.SignInRefused, subject);
        if (locked)
        {
            var minutes = ((int)IdentitySetup.Locked.TotalMinutes).ToString(CultureInfo.InvariantCulture);
            db.Record(operation with { Reason = $"{IdentitySetup.MostWrongTries} wrong tries; locked for {minutes} minutes." }, AuditEvents.SignInLocked, subject);
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    // As long as a real comparison takes, so that an unknown name cannot be told by the time.
    private void Verify(string password)
    {
        var hasher = signIn.UserManager.PasswordHasher;
        var nobody = new StaffAccount();
        _hashOfNothing ??= hasher.HashPassword(nobody, Guid.NewGuid().ToString());
        hasher.VerifyHashedPassword(nobody, _hashOfNothing, password);
    }
}
