using System.Text.Json;
using Listening.Application.Storage;
using Listening.Core.Foi;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Foi;

/// <summary>The register as it is now, ready to recognise with. Looked at again at most every half minute, and made anew when it changed.</summary>
public sealed class AuthorityBook(IDbContextFactory<ListeningDbContext> databases, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _turn = new(1);
    private KnownAuthorities? _known;
    private DateTimeOffset _looked;
    private (int Count, DateTime? Changed, int Removed) _mark;

    /// <summary>The authorities that are looked for.</summary>
    public async Task<KnownAuthorities> CurrentAsync(CancellationToken cancellationToken)
    {
        if (_known is { } known && time.GetUtcNow() - _looked < Fresh) return known;
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_known is not null && time.GetUtcNow() - _looked < Fresh) return _known;
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            var mark = (
                await db.Authorities.CountAsync(cancellationToken),
                await db.Authorities.MaxAsync(row => (DateTime?)row.ChangedAt, cancellationToken),
                await db.Authorities.CountAsync(row => row.RemovedAt != null, cancellationToken));
            if (_known is null || mark != _mark) (_known, _mark) = (await ReadAsync(db, cancellationToken), mark);
            _looked = time.GetUtcNow();
            return _known;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>The next question looks at the database again: this process has changed the register.</summary>
    public void LookAgain() => _looked = default;

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private static async Task<KnownAuthorities> ReadAsync(ListeningDbContext db, CancellationToken cancellationToken)
    {
        var rows = await db.Authorities.AsNoTracking().Where(row => row.RemovedAt == null).OrderBy(row => row.Id).ToListAsync(cancellationToken);
        var entries = (await db.AuthorityEntries.AsNoTracking().OrderBy(entry => entry.Register).ThenBy(entry => entry.Code).ToListAsync(cancellationToken))
            .ToLookup(entry => entry.AuthorityId, entry => JsonSerializer.Deserialize<Authority>(entry.Entry)!);
        return new KnownAuthorities([.. rows.Select(row => (row.Id, AuthorityMerge.Of(row, [.. entries[row.Id]])))]);
    }
}
