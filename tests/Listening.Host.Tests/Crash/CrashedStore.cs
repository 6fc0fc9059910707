using System.Globalization;
using Listening.Application.Content;
using Listening.Application.Storage;
using Listening.Host.Configuration;
using Listening.Host.Serving;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Listening.Host.Tests.Crash;

/// <summary>Reads what a service in another process stored.</summary>
internal sealed class CrashedStore : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    public CrashedStore(string folder)
    {
        var options = new ListeningOptions
        {
            Database = new DatabaseOptions { Provider = DatabaseProvider.Sqlite, ConnectionString = $"Data Source={Path.Combine(folder, "data/listening.db")};Pooling=False" },
            Keys = new KeyOptions { Folder = Path.Combine(folder, "data/keys") },
            Sources = [],
        };
        _services = new ServiceCollection().AddLogging().AddListening(options).BuildServiceProvider();
    }

    public static async Task<T> ReadAsync<T>(string folder, Func<ListeningDbContext, Task<T>> read)
    {
        await using var store = new CrashedStore(folder);
        return await store.ReadAsync(read);
    }

    /// <summary>Native ids of the posts, as they stand in the sealed content.</summary>
    public async Task<IReadOnlyList<string>> HeldIdsAsync()
    {
        var content = _services.GetRequiredService<PostContent>();
        var rows = await ReadAsync(db => db.Posts.AsNoTracking().ToListAsync());
        return [.. rows.Select(row => content.Open(row.Content, row.KeyId, row.IdHash)?.Id ?? "(cannot be opened)")];
    }

    public async Task<StoreCounts> CountAsync() => await ReadAsync(async db => new StoreCounts(
        await db.Posts.CountAsync(), await db.Matches.CountAsync(), await db.TriageItems.CountAsync(), await db.Outbox.CountAsync()));

    public Task<List<long>> PostNumbersAsync() => ReadAsync(db => db.Posts.Select(post => post.Id).Order().ToListAsync());

    public Task<List<long>> ItemNumbersAsync() => ReadAsync(db => db.TriageItems.Select(item => item.PostId).Order().ToListAsync());

    /// <summary>Bytes of the recording that were read, as the checkpoint says; 0 before the first page.</summary>
    public async Task<long> PlaceAsync()
    {
        var cursor = await ReadAsync(db => db.Checkpoints.Select(checkpoint => checkpoint.Cursor).SingleOrDefaultAsync());
        return cursor is null ? 0 : long.Parse(cursor.Split(';')[2], CultureInfo.InvariantCulture);
    }

    /// <summary>What SQLite says about its file.</summary>
    public Task<string> IntegrityAsync() => ReadAsync(db => db.Database.SqlQuery<string>($"SELECT integrity_check AS Value FROM pragma_integrity_check").FirstAsync());

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    public async Task<T> ReadAsync<T>(Func<ListeningDbContext, Task<T>> read)
    {
        await using var db = await _services.GetRequiredService<IDbContextFactory<ListeningDbContext>>().CreateDbContextAsync();
        return await read(db);
    }
}

/// <summary>Rows of the tables that have to agree.</summary>
internal sealed record StoreCounts(int Posts, int Matches, int Items, int Outbox);
