using Listening.Application.Storage;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Auditing;

/// <summary>The state of a log that is not chained: all that can be said is how many entries it has.</summary>
public sealed class CountingLogState(IDbContextFactory<ListeningDbContext> databases) : ILogState
{
    /// <inheritdoc/>
    public async Task<LogState> ReadAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return new LogState(await db.AuditEntries.LongCountAsync(cancellationToken) + await db.DeletionLog.LongCountAsync(cancellationToken));
    }
}
