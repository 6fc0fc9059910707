using System.Globalization;
using Listening.Application.Auditing;
using Listening.Application.Storage;
using Listening.Core.Content;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Retention;

/// <summary>Destroys the yearly keys of the deletion log when their time is over: from then on nobody can ask which post was deleted.</summary>
public sealed class DeletionKeyDeaths(IDbContextFactory<ListeningDbContext> databases, IDeletionKeys keys, RetentionSettings settings, TimeProvider time)
{
    /// <summary>Destroys what is over.</summary>
    /// <returns>How many keys were destroyed.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var destroyed = 0;
        var oldest = time.GetUtcNow().Year - settings.ProofYears;
        foreach (var year in keys.Years().Where(year => year < oldest))
        {
            if (!keys.Destroy(year)) continue;
            destroyed++;
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            var operation = OperationContext.System(time, "Deletions of that year cannot be asked for any more.");
            db.Record(operation, AuditEvents.KeyDestroyed, string.Create(CultureInfo.InvariantCulture, $"key:{year}.deletions"));
            await db.SaveChangesAsync(cancellationToken);
        }

        return destroyed;
    }
}
