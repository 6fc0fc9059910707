using System.Data.Common;
using System.Runtime.InteropServices;
using Listening.Application.Storage;
using Listening.Core.Foi;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Foi;

/// <summary>All authorities ranked by concern. Counted anew in the background when what is known is older than a quarter of a minute.</summary>
public sealed class AuthorityBoard(IDbContextFactory<ListeningDbContext> databases, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(15);

    private readonly SemaphoreSlim _turn = new(1);
    private Known? _known;

    /// <summary>The authorities, the one of most concern first; those without any by name.</summary>
    public async Task<IReadOnlyList<AuthorityFigures>> ReadAsync(CancellationToken cancellationToken)
    {
        if (_known is { } known)
        {
            if (time.GetUtcNow() - known.At >= Fresh) _ = RefreshAsync();
            return known.Ranked;
        }

        await _turn.WaitAsync(cancellationToken);
        try
        {
            return (_known ??= await ReadAnewAsync(cancellationToken)).Ranked;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>The next question counts anew: this process has changed something.</summary>
    public void CountAnew() => _known = null;

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    // One counts for all; what fails is tried again by the next who asks.
    private async Task RefreshAsync()
    {
        if (!await _turn.WaitAsync(0)) return;
        try
        {
            _known = await ReadAnewAsync(CancellationToken.None);
        }
        catch (Exception away) when (away is DbException or InvalidOperationException or ObjectDisposedException)
        {
            // The database is busy or the service stops: what was true before is shown a little longer.
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<Known> ReadAnewAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var first = today.AddDays(1 - ConcernScore.Days);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var tallies = new Dictionary<int, AuthorityTally>();
        await foreach (var count in db.AuthorityCounts.Where(count => count.Day >= first).Select(count => new { count.AuthorityId, count.Day, count.Kind, count.Count }).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            ref var tally = ref CollectionsMarshal.GetValueRefOrAddDefault(tallies, count.AuthorityId, out _);
            (tally ??= new AuthorityTally()).Add(today.DayNumber - count.Day.DayNumber, count.Kind, count.Count);
        }

        var authorities = await db.Authorities.AsNoTracking().ToListAsync(cancellationToken);
        return new Known(now, [.. authorities
            // A removed one stays to be seen as long as something is counted of it.
            .Where(authority => authority.RemovedAt is null || tallies.ContainsKey(authority.Id))
            .Select(authority => tallies.TryGetValue(authority.Id, out var tally) ? tally.Of(authority) : new AuthorityFigures { Authority = authority })
            .OrderByDescending(figures => figures.Concern.Score).ThenByDescending(figures => figures.Posts).ThenBy(figures => figures.Authority.Name, StringComparer.Ordinal)]);
    }

    private sealed record Known(DateTimeOffset At, IReadOnlyList<AuthorityFigures> Ranked);
}
