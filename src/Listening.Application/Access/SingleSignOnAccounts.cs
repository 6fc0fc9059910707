using System.Globalization;
using System.Security.Claims;
using Listening.Application.Auditing;
using Listening.Application.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Access;

/// <summary>
/// Signs in whom the provider vouches for. The account is found by issuer and subject, never by name, and is made at the
/// first time; its roles are what the provider says, each time anew.
/// </summary>
public sealed class SingleSignOnAccounts(
    ListeningDbContext db, IUserClaimsPrincipalFactory<StaffAccount> principals, SingleSignOnSettings settings, TimeProvider time)
{
    private const string Way = "Single sign-on.";

    /// <summary>Signs somebody in.</summary>
    /// <returns>The session, or why there is none.</returns>
    public async Task<(ClaimsPrincipal? Principal, SingleSignOnRefusal? Refusal)> SignInAsync(SingleSignOnClaims claims, CancellationToken cancellationToken)
    {
        var operation = OperationContext.System(time, Way);
        var roles = claims.Roles.Where(settings.Roles.ContainsKey).Select(value => settings.Roles[value]).Distinct().ToList();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var account = await FindAsync(claims, cancellationToken);
        if (account is null && roles.Count > 0) account = await AddAsync(claims, roles, operation, cancellationToken);
        // Also when nothing is left: sessions that are open lose them with their next request.
        else if (account is not null) await AccountService.GiveAsync(db, account.Id, roles, operation, cancellationToken);

        SingleSignOnRefusal? refusal = account?.DisabledAt is not null ? SingleSignOnRefusal.Disabled : roles.Count == 0 ? SingleSignOnRefusal.NoRole : null;
        if (refusal is null) SignInRecord.SignedIn(db, account!, operation.At, Way);
        else db.Record(operation, AuditEvents.SignInRefused, account is null ? SignInRecord.Nobody : AccountService.Subject(account.Id));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return refusal is null ? (await principals.CreateAsync(account!), null) : (null, refusal);
    }

    private async Task<StaffAccount?> FindAsync(SingleSignOnClaims claims, CancellationToken cancellationToken)
    {
        var login = await db.UserLogins.SingleOrDefaultAsync(row => row.LoginProvider == claims.Issuer && row.ProviderKey == claims.Subject, cancellationToken);
        return login is null ? null : await db.Users.SingleAsync(user => user.Id == login.UserId, cancellationToken);
    }

    private async Task<StaffAccount> AddAsync(SingleSignOnClaims claims, List<StaffRole> roles, OperationContext operation, CancellationToken cancellationToken)
    {
        var account = await AccountService.AddAsync(db, await FreeNameAsync(claims.Name, cancellationToken), roles, operation, cancellationToken);
        db.UserLogins.Add(new IdentityUserLogin<int> { LoginProvider = claims.Issuer, ProviderKey = claims.Subject, UserId = account.Id });
        return account;
    }

    // Two people may have one name; an account that is there already is never taken over because of it.
    private async Task<string> FreeNameAsync(string? name, CancellationToken cancellationToken)
    {
        var wanted = string.Concat((name ?? "").Where(letter => !char.IsControl(letter))).Trim();
        if (wanted.Length == 0) wanted = "Work account";
        if (wanted.Length > AccountService.LongestName - 10) wanted = wanted[..(AccountService.LongestName - 10)];
        var free = wanted;
        for (var number = 2; await AccountService.FindAsync(db, free, cancellationToken) is not null; number++)
            free = string.Create(CultureInfo.InvariantCulture, $"{wanted} ({number})");
        return free;
    }
}
