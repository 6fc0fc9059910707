using Listening.Application.Storage;
using Listening.Core.Foi;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Foi;

/// <summary>All authorities ranked by concern. Counted anew at most every quarter of a minute; whoever asks meanwhile gets what was true before.</summary>
public sealed class AuthorityBoard(IDbContextFactory<ListeningDbContext> databases, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(15);

    private readonly SemaphoreSlim _turn = new(1);
    private Known? _known;

    /// <summary>The authorities, the one of most concern first; those without any by name.</summary>
    public async Task<IReadOnlyList<AuthorityFigures>> ReadAsync(CancellationToken cancellationToken)
    {
        if (_known is { } known && time.GetUtcNow() - known.At < Fresh) return known.Ranked;
        // One counts for all; the others go on with what was true before, when there is something.
        var before = _known;
        if (!await _turn.WaitAsync(before is null ? Timeout.Infinite : 0, cancellationToken)) return before!.Ranked;
        try
        {
            if (_known is { } meanwhile && time.GetUtcNow() - meanwhile.At < Fresh) return meanwhile.Ranked;
            return (_known = await ReadAnewAsync(cancellationToken)).Ranked;
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

    private async Task<Known> ReadAnewAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var first = today.AddDays(1 - ConcernScore.Days);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var counts = (await db.AuthorityCounts.AsNoTracking().Where(count => count.Day >= first).ToListAsync(cancellationToken)).ToLookup(count => count.AuthorityId);
        var authorities = await db.Authorities.AsNoTracking().ToListAsync(cancellationToken);
        return new Known(now, [.. authorities
            // A removed one stays to be seen as long as something is counted of it.
            .Where(authority => authority.RemovedAt is null || counts.Contains(authority.Id))
            .Select(authority => AuthorityFigures.Of(authority, [.. counts[authority.Id]], today))
            .OrderByDescending(figures => figures.Concern.Score).ThenByDescending(figures => figures.Posts).ThenBy(figures => figures.Authority.Name, StringComparer.Ordinal)]);
    }

    private sealed record Known(DateTimeOffset At, IReadOnlyList<AuthorityFigures> Ranked);
}
