using Listening.Application.Storage;
using Listening.Storage.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Listening.Web.Tests.Site;

/// <summary>A SQLite file for one site. It is copied from one that was migrated once, which takes longer than most tests.</summary>
internal sealed class SiteDatabase : IDisposable
{
    private static readonly Lazy<Task<byte[]>> Empty = new(MigrateAsync);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("listening-site-");

    public string KeyFolder => Path.Combine(_folder.FullName, "keys");

    public string ConnectionString => $"Data Source={Path.Combine(_folder.FullName, "listening.db")};Pooling=False";

    public static async Task<SiteDatabase> CreateAsync()
    {
        var database = new SiteDatabase();
        await File.WriteAllBytesAsync(Path.Combine(database._folder.FullName, "listening.db"), await Empty.Value);
        return database;
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static async Task<byte[]> MigrateAsync()
    {
        using var first = new SiteDatabase();
        await using var services = new ServiceCollection().AddSqliteStorage(first.ConnectionString).BuildServiceProvider();
        await using (var db = await services.GetRequiredService<IDbContextFactory<ListeningDbContext>>().CreateDbContextAsync())
        {
            await db.Database.MigrateAsync();
            await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)");
        }

        return await File.ReadAllBytesAsync(Path.Combine(first._folder.FullName, "listening.db"));
    }
}
