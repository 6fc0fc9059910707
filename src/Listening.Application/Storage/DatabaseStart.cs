using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Storage;

/// <summary>Brings the database to this version's form.</summary>
public sealed class DatabaseStart(IDbContextFactory<ListeningDbContext> databases, IStorageDialect dialect)
{
    /// <summary>Makes the database when it is not there and runs the migrations it lacks.</summary>
    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await dialect.PrepareDatabaseAsync(db, cancellationToken);
        // Migrating takes the provider's lock, which a kill can leave behind; a start that changes nothing need not ask for it.
        if (!(await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any()) return;
        await db.Database.MigrateAsync(cancellationToken);
    }
}
