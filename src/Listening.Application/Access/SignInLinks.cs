using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Listening.Application.Auditing;
using Listening.Application.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Access;

/// <summary>Issues and redeems links that sign in once. The database holds only their hashes.</summary>
public sealed class SignInLinks(
    IDbContextFactory<ListeningDbContext> databases, IUserClaimsPrincipalFactory<StaffAccount> principals, AccessSettings settings, TimeProvider time) : ISignIn
{
    /// <summary>How long a link can be used.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    private const int TokenBytes = 32;

    /// <summary>
    /// Issues a link for the account of that name. While nobody can sign in as administrator, the account becomes one, and is
    /// made when it is not there: that is how a service begins. On a trial it has every role.
    /// </summary>
    public async Task<LinkResult> IssueAsync(string accountName, OperationContext operation, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var account = await AccountService.FindAsync(db, accountName, cancellationToken);
        if (settings.IsTrial)
            account = await BeginAsync(db, account, accountName, StaffRoles.All, operation, cancellationToken);
        else if (!await AccountService.Administrators(db).AnyAsync(cancellationToken))
            account = await BeginAsync(db, account, accountName, [StaffRole.Administrator], operation, cancellationToken);
        if (account is null) return new LinkResult(null, "There is no account of this name. Add one with `listening user add NAME --role ROLE`.");
        var issued = await IssueAsync(db, account, operation, cancellationToken);
        if (issued.Token is not null) await transaction.CommitAsync(cancellationToken);
        return issued;
    }

    /// <summary>Issues a link for an account that is there.</summary>
    public async Task<LinkResult> IssueAsync(int accountId, OperationContext operation, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Users.SingleOrDefaultAsync(user => user.Id == accountId, cancellationToken) is { } account
            ? await IssueAsync(db, account, operation, cancellationToken)
            : new LinkResult(null, "There is no such account.");
    }

    /// <inheritdoc/>
    public async Task<SignInResult> RedeemAsync(string token, CancellationToken ct)
    {
        var hash = HashOf(token);
        var now = time.GetUtcNow().UtcDateTime;
        await using var db = await databases.CreateDbContextAsync(ct);
        var link = await db.SignInLinks.AsNoTracking().SingleOrDefaultAsync(row => row.TokenHash == hash, ct);
        if (link is null) return SignInResult.Refused(SignInRefusal.Unknown);
        if (link.UsedAt is not null) return SignInResult.Refused(SignInRefusal.Used);
        if (link.ExpiresAt <= now) return SignInResult.Refused(SignInRefusal.Expired);

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        // The update decides between two who use the link at once.
        var won = await db.SignInLinks.Where(row => row.Id == link.Id && row.UsedAt == null)
            .ExecuteUpdateAsync(row => row.SetProperty(l => l.UsedAt, now), ct);
        if (won == 0) return SignInResult.Refused(SignInRefusal.Used);
        var account = await db.Users.SingleAsync(user => user.Id == link.AccountId, ct);
        if (account.DisabledAt is not null) return SignInResult.Refused(SignInRefusal.Disabled);
        var actor = account.Id.ToString(CultureInfo.InvariantCulture);
        db.Record(new OperationContext(actor, now, "One-time link."), AuditEvents.SignedIn, AccountService.Subject(account.Id));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return SignInResult.SignedIn(await principals.CreateAsync(account));
    }

    private static async Task<StaffAccount> BeginAsync(
        ListeningDbContext db, StaffAccount? account, string name, IReadOnlyList<StaffRole> roles, OperationContext operation, CancellationToken cancellationToken)
    {
        if (account is null) return await AccountService.AddAsync(db, name.Trim(), roles, operation, cancellationToken);
        var had = await db.AccountRoles.Where(row => row.AccountId == account.Id).Select(row => row.Role).ToListAsync(cancellationToken);
        await AccountService.GiveAsync(db, account.Id, [.. had.Union(roles)], operation, cancellationToken);
        return account;
    }

    private static async Task<LinkResult> IssueAsync(ListeningDbContext db, StaffAccount account, OperationContext operation, CancellationToken cancellationToken)
    {
        if (account.DisabledAt is not null) return new LinkResult(null, "This account is disabled.");
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenBytes));
        db.SignInLinks.Add(new SignInLinkRow { TokenHash = HashOf(token), AccountId = account.Id, ExpiresAt = operation.At + Lifetime });
        db.Record(operation, AuditEvents.SignInLinkIssued, AccountService.Subject(account.Id));
        await db.SaveChangesAsync(cancellationToken);
        return new LinkResult(token, null);
    }

    private static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
