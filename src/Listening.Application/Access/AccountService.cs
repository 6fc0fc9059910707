using System.Globalization;
using Listening.Application.Auditing;
using Listening.Application.Storage;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Access;

/// <summary>Adds accounts, gives and takes roles, disables and enables; each with its audit entry, which holds numbers and never a name.</summary>
public sealed class AccountService(IDbContextFactory<ListeningDbContext> databases)
{
    /// <summary>The longest name of an account.</summary>
    public const int LongestName = 100;

    /// <summary>All accounts by number.</summary>
    public async Task<IReadOnlyList<AccountSummary>> ListAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var roles = (await db.AccountRoles.AsNoTracking().ToListAsync(cancellationToken)).ToLookup(row => row.AccountId, row => row.Role);
        var accounts = await db.Users.AsNoTracking().OrderBy(user => user.Id).Select(user => new
        {
            user.Id,
            user.UserName,
            user.DisabledAt,
            Codes = user.TwoFactorEnabled,
            Passkeys = db.UserPasskeys.Count(passkey => passkey.UserId == user.Id),
            SingleSignOn = db.UserLogins.Any(login => login.UserId == user.Id),
        }).ToListAsync(cancellationToken);
        return [.. accounts.Select(one => new AccountSummary(
            one.Id, one.UserName ?? "", one.DisabledAt, [.. roles[one.Id].Order()], one.Passkeys, one.Codes, one.SingleSignOn))];
    }

    /// <summary>Adds an account.</summary>
    public async Task<AccountResult> AddAsync(string name, IReadOnlyCollection<StaffRole> roles, OperationContext operation, CancellationToken cancellationToken)
    {
        name = name.Trim();
        if (name.Length is 0 or > LongestName || name.Any(char.IsControl)) return AccountResult.Refused($"A name has 1 to {LongestName} characters.");
        if (roles.Count == 0) return AccountResult.Refused("An account needs a role.");
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await FindAsync(db, name, cancellationToken) is not null) return AccountResult.Refused("There is an account of this name already.");
        var account = await AddAsync(db, name, roles, operation, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return AccountResult.Done(account.Id);
    }

    /// <summary>Gives an account exactly these roles.</summary>
    public Task<AccountResult> SetRolesAsync(int id, IReadOnlyCollection<StaffRole> roles, OperationContext operation, CancellationToken cancellationToken) =>
        ChangeAsync(id, async (db, account) =>
        {
            if (roles.Count == 0) return "An account needs a role. To shut it, disable it.";
            if (!roles.Contains(StaffRole.Administrator) && await IsLastAdministratorAsync(db, account, cancellationToken)) return LastAdministrator;
            await GiveAsync(db, account.Id, roles, operation, cancellationToken);
            return null;
        }, cancellationToken);

    /// <summary>Disables an account. Its sessions end with their next request.</summary>
    public Task<AccountResult> DisableAsync(int id, OperationContext operation, CancellationToken cancellationToken) =>
        ChangeAsync(id, async (db, account) =>
        {
            if (account.DisabledAt is not null) return "This account is disabled already.";
            if (await IsLastAdministratorAsync(db, account, cancellationToken)) return LastAdministrator;
            account.DisabledAt = operation.At;
            db.Record(operation, AuditEvents.AccountDisabled, Subject(id));
            return null;
        }, cancellationToken);

    /// <summary>Lets a disabled account sign in again. Sessions it had before stay over.</summary>
    public Task<AccountResult> EnableAsync(int id, OperationContext operation, CancellationToken cancellationToken) =>
        ChangeAsync(id, (db, account) =>
        {
            if (account.DisabledAt is null) return Task.FromResult<string?>("This account is not disabled.");
            account.DisabledAt = null;
            account.SecurityStamp = NewStamp();
            db.Record(operation, AuditEvents.AccountEnabled, Subject(id));
            return Task.FromResult<string?>(null);
        }, cancellationToken);

    /// <summary>The number of the account of that name; null when there is none.</summary>
    public async Task<int?> FindAsync(string name, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return (await FindAsync(db, name, cancellationToken))?.Id;
    }

    internal const string LastAdministrator = "This is the last administrator: without one nobody could look after the accounts.";

    internal static string Subject(int account) => string.Create(CultureInfo.InvariantCulture, $"account:{account}");

    internal static string NewStamp() => Guid.NewGuid().ToString("N");

    internal static string Normalise(string name) => name.Trim().ToUpperInvariant();

    internal static Task<StaffAccount?> FindAsync(ListeningDbContext db, string name, CancellationToken cancellationToken)
    {
        var normalised = Normalise(name);
        return db.Users.SingleOrDefaultAsync(user => user.NormalizedUserName == normalised, cancellationToken);
    }

    /// <summary>Adds an account with its entry, in the caller's transaction.</summary>
    internal static async Task<StaffAccount> AddAsync(
        ListeningDbContext db, string name, IReadOnlyCollection<StaffRole> roles, OperationContext operation, CancellationToken cancellationToken)
    {
        var account = new StaffAccount { UserName = name, NormalizedUserName = Normalise(name), SecurityStamp = NewStamp() };
        db.Users.Add(account);
        await db.SaveChangesAsync(cancellationToken);
        db.AccountRoles.AddRange(roles.Distinct().Select(role => new AccountRoleRow { AccountId = account.Id, Role = role }));
        db.Record(operation with { Reason = $"{operation.Reason} Roles: {StaffRoles.List(roles)}." }, AuditEvents.AccountAdded, Subject(account.Id));
        await db.SaveChangesAsync(cancellationToken);
        return account;
    }

    /// <summary>Gives an account exactly these roles and records it, in the caller's transaction; nothing when it has them.</summary>
    internal static async Task GiveAsync(
        ListeningDbContext db, int account, IReadOnlyCollection<StaffRole> roles, OperationContext operation, CancellationToken cancellationToken)
    {
        var had = await db.AccountRoles.Where(row => row.AccountId == account).ToListAsync(cancellationToken);
        if (had.Select(row => row.Role).ToHashSet().SetEquals(roles)) return;
        db.AccountRoles.RemoveRange(had.Where(row => !roles.Contains(row.Role)));
        db.AccountRoles.AddRange(roles.Distinct().Except(had.Select(row => row.Role)).Select(role => new AccountRoleRow { AccountId = account, Role = role }));
        var change = $"Roles: {StaffRoles.List(roles)}; before: {StaffRoles.List([.. had.Select(row => row.Role)])}.";
        db.Record(operation with { Reason = $"{operation.Reason} {change}" }, AuditEvents.AccountRolesChanged, Subject(account));
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>The administrators that can sign in.</summary>
    internal static IQueryable<StaffAccount> Administrators(ListeningDbContext db) =>
        db.Users.Where(user => user.DisabledAt == null && db.AccountRoles.Any(role => role.AccountId == user.Id && role.Role == StaffRole.Administrator));

    private static async Task<bool> IsLastAdministratorAsync(ListeningDbContext db, StaffAccount account, CancellationToken cancellationToken)
    {
        var all = await Administrators(db).Select(user => user.Id).ToListAsync(cancellationToken);
        return all is [var only] && only == account.Id;
    }

    private async Task<AccountResult> ChangeAsync(int id, Func<ListeningDbContext, StaffAccount, Task<string?>> change, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        // Serializable: of two administrators who disable each other at once, one is refused.
        await using var transaction = await db.Database.BeginTransactionAsync(System.Data.IsolationLevel.Serializable, cancellationToken);
        if (await db.Users.SingleOrDefaultAsync(user => user.Id == id, cancellationToken) is not { } account) return AccountResult.Refused("There is no such account.");
        if (await change(db, account) is { } refusal) return AccountResult.Refused(refusal);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return AccountResult.Done(id);
    }
}
