using Listening.Application.Storage;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Triage;

/// <summary>Gives what a queue can be filtered by; read again at most every half minute.</summary>
public sealed class FilterChoices(IDbContextFactory<ListeningDbContext> databases, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _turn = new(1);
    private Known? _known;

    /// <summary>The names of sources and searches, and the languages that posts are in.</summary>
    public async Task<FilterOptions> ReadAsync(CancellationToken cancellationToken)
    {
        if (_known is { } known && time.GetUtcNow() - known.At < Fresh) return known.Options;
        // One reads for all; the others go on with what was true before, when there is something.
        if (!await _turn.WaitAsync(_known is null ? Timeout.Infinite : 0, cancellationToken)) return _known!.Options;
        try
        {
            if (_known is { } readMeanwhile && time.GetUtcNow() - readMeanwhile.At < Fresh) return readMeanwhile.Options;
            return (_known = await ReadAnewAsync(cancellationToken)).Options;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private async Task<Known> ReadAnewAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return new Known(now, new FilterOptions(
            await db.Sources.OrderBy(source => source.Name).Select(source => source.Name).ToListAsync(cancellationToken),
            await db.SavedSearches.Where(search => search.RemovedAt == null).OrderBy(search => search.Name).Select(search => search.Name).ToListAsync(cancellationToken),
            await db.TriageItems.Where(item => item.Lang != null).Select(item => item.Lang!).Distinct().OrderBy(lang => lang).ToListAsync(cancellationToken)));
    }

    private sealed record Known(DateTimeOffset At, FilterOptions Options);
}

/// <summary>What a queue can be filtered by.</summary>
/// <param name="Sources">Names of sources.</param>
/// <param name="Searches">Names of saved searches.</param>
/// <param name="Languages">Languages without region.</param>
public sealed record FilterOptions(IReadOnlyList<string> Sources, IReadOnlyList<string> Searches, IReadOnlyList<string> Languages);
