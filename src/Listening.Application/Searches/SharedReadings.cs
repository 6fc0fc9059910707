using Listening.Application.Collection;
using Listening.Application.Storage;
using Listening.Core.Sources;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Searches;

/// <summary>Sources that give everything share one reading, which is past what a new or wider search would have found. A stream cannot be read again.</summary>
public sealed class SharedReadings(SourceCatalog sources)
{
    /// <summary>Has those among the sources be read again from their start, which stores nothing twice. In the caller's transaction.</summary>
    public async Task StartAgainAsync(ListeningDbContext db, IEnumerable<SearchSourceRow> links, CancellationToken cancellationToken)
    {
        var shared = links.Select(link => link.SourceId).Where(id => sources.ById.TryGetValue(id, out var source) && source.Connector is { ReadsEverything: true } and not IStreamConnector).ToList();
        await db.Checkpoints.Where(row => shared.Contains(row.SourceId) && row.SearchId == 0).ExecuteUpdateAsync(
            row => row.SetProperty(c => c.Cursor, (string?)null).SetProperty(c => c.Version, c => c.Version + 1).SetProperty(c => c.ReadAt, DateTime.UnixEpoch),
            cancellationToken);
    }
}
