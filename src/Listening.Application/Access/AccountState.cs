using Listening.Application.Storage;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Access;

/// <summary>Where an account stands now.</summary>
/// <param name="Disabled">Whether it may not sign in.</param>
/// <param name="Stamp">Changes when its password or codes do.</param>
/// <param name="Roles">Its roles in reading order.</param>
/// <param name="HasOwnSignIn">Whether it can sign in without a link.</param>
internal sealed record AccountState(bool Disabled, string? Stamp, IReadOnlyList<StaffRole> Roles, bool HasOwnSignIn)
{
    /// <summary>Reads it by the account's number, in one statement; null when there is no such account.</summary>
    public static async Task<AccountState?> ReadAsync(ListeningDbContext db, int account, CancellationToken cancellationToken)
    {
        // One row for each role, and one for an account without any.
        var rows = await (
            from user in db.Users.Where(user => user.Id == account)
            from role in db.AccountRoles.Where(role => role.AccountId == user.Id).DefaultIfEmpty()
            select new
            {
                user.DisabledAt,
                user.SecurityStamp,
                Own = user.TwoFactorEnabled || db.UserPasskeys.Any(passkey => passkey.UserId == user.Id) || db.UserLogins.Any(login => login.UserId == user.Id),
                Role = role == null ? (StaffRole?)null : role.Role,
            }).ToListAsync(cancellationToken);
        if (rows.Count == 0) return null;
        return new AccountState(rows[0].DisabledAt is not null, rows[0].SecurityStamp, [.. rows.Select(row => row.Role).OfType<StaffRole>().Order()], rows[0].Own);
    }
}
