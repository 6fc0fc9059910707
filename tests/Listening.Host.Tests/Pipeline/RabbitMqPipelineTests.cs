using Listening.Host.Configuration;
using Listening.Host.Tests.Serving;
using Listening.TestSupport.Servers;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Listening.Host.Tests.Pipeline;

[Needs(Peer.RabbitMq)]
public sealed class RabbitMqPipelineTests : PipelineTests
{
    private static readonly TimeSpan _recovery = TimeSpan.FromSeconds(90);
    private RabbitMqServer? _broker;

    private protected override IEnumerable<string> ForeignFolders => _broker is null ? [] : [_broker.MessagesFolder];

    private protected override async Task<ListeningOptions> OptionsAsync()
    {
        _broker = await RabbitMqServer.SharedAsync();
        var options = Options(_broker, await _broker.CreateVirtualHostAsync("pipeline"));
        // The kind of queue that a cluster has; the test of kills, on one broker, uses the other.
        options.Transport.RabbitMq!.Cluster = true;
        return options;
    }

    [AvailableFact]
    public async Task A_broker_that_is_killed_loses_and_doubles_nothing()
    {
        await using var broker = await RabbitMqServer.StartAsync();
        Folder.Record(1, 1_000);
        await using var service = await RunningService.StartAsync(Options(broker, "/"));
        await Eventually.TrueAsync(async () => await service.ReadAsync(db => db.TriageItems.AnyAsync()), "nothing was routed", _recovery);
        await broker.WriteDeclarationsAsync();

        await broker.KillAsync();
        Folder.Record(1_001, 1_000);
        // What comes in while the broker is away is stored, and waits.
        await Eventually.TrueAsync(async () => await service.ReadAsync(db => db.Posts.CountAsync()) == 2_000, "not all posts were stored without a broker", _recovery);
        Assert.NotEqual(0, await service.ReadAsync(db => db.Outbox.CountAsync()));
        await broker.StartAgainAsync();

        await service.RoutedAsync(2_000, _recovery);
        await OnceAsync(service, Expected([(1, 2_000)]));
        Assert.Empty(CanaryScan.In(ServiceFolder.Canary, broker.MessagesFolder));
    }

    private ListeningOptions Options(RabbitMqServer broker, string virtualHost)
    {
        var options = Folder.Options();
        options.Transport = new TransportOptions
        {
            Kind = TransportKind.RabbitMq,
            RabbitMq = new RabbitMqOptions { Host = "127.0.0.1", Port = broker.Port, VirtualHost = virtualHost, UserName = RabbitMqServer.User, Password = RabbitMqServer.User },
        };
        return options;
    }
}
