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
    IDbContextFactory<ListeningDbContext> databases, IUserClaimsPrincipalFactory<StaffAccount> principals, TimeProvider time) : ISignIn
{
    /// <summary>How long a link can be used.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    private const int TokenBytes = 32;

    /// <summary>Issues a link for the account of that name, which is made when there is none.</summary>
    /// <returns>The token; only the one who is shown it now ever has it.</returns>
    public async Task<string> IssueAsync(string accountName, OperationContext operation, CancellationToken cancellationToken)
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenBytes));
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var normalised = accountName.ToUpperInvariant();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var account = await db.Users.SingleOrDefaultAsync(user => user.NormalizedUserName == normalised, cancellationToken);
        if (account is null)
        {
            account = new StaffAccount { UserName = accountName, NormalizedUserName = normalised, SecurityStamp = Guid.NewGuid().ToString("N") };
            db.Users.Add(account);
            await db.SaveChangesAsync(cancellationToken);
            db.Record(operation, AuditEvents.AccountAdded, Subject(account.Id));
        }

        db.SignInLinks.Add(new SignInLinkRow { TokenHash = HashOf(token), AccountId = account.Id, ExpiresAt = operation.At + Lifetime });
        db.Record(operation, AuditEvents.SignInLinkIssued, Subject(account.Id));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return token;
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
        var actor = account.Id.ToString(CultureInfo.InvariantCulture);
        db.Record(new OperationContext(actor, now, "One-time link."), AuditEvents.SignedIn, Subject(account.Id));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return SignInResult.SignedIn(await principals.CreateAsync(account));
    }

    private static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    private static string Subject(int accountId) => string.Create(CultureInfo.InvariantCulture, $"account:{accountId}");
}
