using Listening.Application.Storage;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Access;

/// <summary>What somebody set for themselves.</summary>
public sealed class AccountSettings(IDbContextFactory<ListeningDbContext> databases)
{
    /// <summary>Whether the keys of the queues do nothing for an account.</summary>
    public async Task<bool> ShortcutsOffAsync(int account, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Users.Where(user => user.Id == account).Select(user => user.ShortcutsOff).SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>Switches the keys on or off. A setting of one's own page: nothing that an auditor would ask for.</summary>
    public async Task SetShortcutsAsync(int account, bool on, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await db.Users.Where(user => user.Id == account).ExecuteUpdateAsync(row => row.SetProperty(user => user.ShortcutsOff, !on), cancellationToken);
    }
}
