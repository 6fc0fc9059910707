using Listening.Application.Content;
using Listening.Application.Retention;
using Listening.Application.Triage;
using Listening.Core.Querying;
using Listening.Host.Configuration;
using Listening.Storage.Sqlite;
using Listening.TestSupport.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Listening.Host.Tests.Serving;

/// <summary>
/// The whole service over a real broker, with a copy of the database made on day three: once everything was due, none of
/// two thousand texts stands anywhere, and the copy opens none.
/// </summary>
[Needs(Peer.RabbitMq)]
public sealed class ForensicTests : IDisposable
{
    private const int Canaries = 2_000;
    private readonly ServiceFolder _folder = new();

    [AvailableFact]
    public async Task Nothing_that_was_due_can_be_found_in_any_store_or_opened_from_a_copy_of_day_three()
    {
        var broker = await RabbitMqServer.SharedAsync();
        _folder.Record(1, Canaries);
        var clock = new ShiftedTime(-TimeSpan.FromDays(9));
        var backup = _folder.PathOf("backup.db");
        await using (var service = await StartAsync(broker, clock))
        {
            await service.RoutedAsync(Canaries, TimeSpan.FromSeconds(120));
            File.Delete(_folder.Recording);
            Assert.NotEmpty(await service.Get<HeldTextIndex>().FindAsync(Query.Parse(ServiceFolder.Canary + "7").Query!, CancellationToken.None));

            clock.Shift = -TimeSpan.FromDays(6);
            await service.Get<RetentionService>().PurgeAsync(CancellationToken.None);
            await using (var db = service.Open()) await db.Database.ExecuteSqlAsync($"VACUUM INTO {backup}");
            Assert.Equal(Canaries, await OpenedFromAsync(backup));

            clock.Shift = TimeSpan.Zero;
            await service.Get<RetentionService>().PurgeAsync(CancellationToken.None);
            Assert.Equal(0, await service.ReadAsync(db => db.Posts.CountAsync()));
            Assert.Equal(0, service.Get<HeldTextIndex>().Count);
            // While it runs: the write-ahead log, the broker's files, the service's own log.
            NothingFound(broker);
        }

        NothingFound(broker);
        Assert.Equal(0, await OpenedFromAsync(backup));
    }

    public void Dispose() => _folder.Dispose();

    private async Task<RunningService> StartAsync(RabbitMqServer broker, TimeProvider clock)
    {
        var options = _folder.Options();
        options.Transport = new TransportOptions
        {
            Kind = TransportKind.RabbitMq,
            RabbitMq = new RabbitMqOptions
            {
                Host = "127.0.0.1",
                Port = broker.Port,
                VirtualHost = await broker.CreateVirtualHostAsync("forensic"),
                UserName = RabbitMqServer.User,
                Password = RabbitMqServer.User,
            },
        };
        return await RunningService.StartAsync(options, services => services.AddSingleton(clock));
    }

    private void NothingFound(RabbitMqServer broker)
    {
        var folder = Path.GetDirectoryName(_folder.DatabaseFile)!;
        Assert.Empty(CanaryScan.In(ServiceFolder.Canary, folder, broker.MessagesFolder));
        // What is looked for would be found: the query of a saved search is no secret and stands in the clear.
        Assert.Contains(_folder.DatabaseFile, CanaryScan.In("data protection fee", folder));
    }

    // With the keys that there are now, as whoever has the copy and the machine would.
    private async Task<int> OpenedFromAsync(string copy)
    {
        using var keys = new KeyFolder(_folder.PathOf("keys"));
        var content = new PostContent(keys);
        await using var db = new SqliteListeningDbContext(
            new DbContextOptionsBuilder<SqliteListeningDbContext>().UseSqlite($"Data Source={copy};Pooling=False").Options);
        var rows = await db.Posts.AsNoTracking().ToListAsync();
        Assert.Equal(Canaries, rows.Count);
        return rows.Count(row => content.Open(row.Content, row.KeyId, row.IdHash) is not null);
    }
}
