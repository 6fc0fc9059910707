using System.Text.Json;
using Listening.Application.Messages;
using Listening.Application.Storage;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Delivery;

/// <summary>Sends what the outbox holds, in order, and removes a row only after the transport has confirmed its message.</summary>
/// <param name="databases">Where the outbox is.</param>
/// <param name="transport">Gives the transport as it is at the moment: a bus that lost its broker may be replaced.</param>
public sealed class OutboxService(IDbContextFactory<ListeningDbContext> databases, Func<IPublishEndpoint> transport)
{
    private const int RowsAtOnce = 50;

    /// <summary>A publish to a broker that was killed can hang for ever; what was not confirmed in this time is sent again.</summary>
    public TimeSpan LongestPublish { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Sends everything there is.</summary>
    /// <returns>Messages that were confirmed.</returns>
    /// <exception cref="Exception">Whatever the transport throws: the message stays in the outbox and the caller tries again.</exception>
    public async Task<int> SendPendingAsync(CancellationToken cancellationToken)
    {
        var sent = 0;
        while (true)
        {
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            var rows = await db.Outbox.AsNoTracking().OrderBy(row => row.Id).Take(RowsAtOnce).ToListAsync(cancellationToken);
            if (rows.Count == 0) return sent;
            var confirmed = new List<long>(rows.Count);
            try
            {
                foreach (var row in rows)
                {
                    await PublishAsync(row, cancellationToken);
                    confirmed.Add(row.Id);
                }
            }
            finally
            {
                // Also when a later one failed: what was confirmed is done.
                if (confirmed.Count > 0)
                    await db.Outbox.Where(row => EF.Parameter(confirmed).Contains(row.Id)).ExecuteDeleteAsync(CancellationToken.None);
                sent += confirmed.Count;
            }
        }
    }

    private async Task PublishAsync(OutboxRow row, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(LongestPublish);
        var ids = JsonSerializer.Deserialize<long[]>(row.PostIds) ?? [];
        // Waited for beside it, since a transport that hangs may not listen to the token either.
        await transport().Publish(new PostsMatched(ids), limit.Token).WaitAsync(limit.Token);
    }
}
