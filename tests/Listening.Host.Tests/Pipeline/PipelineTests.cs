using Listening.Application.Messages;
using Listening.Host.Configuration;
using Listening.Host.Consumers;
using Listening.Host.Tests.Serving;
using Listening.TestSupport.Servers;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Listening.Host.Tests.Pipeline;

/// <summary>What the pipeline promises, whatever carries its messages and wherever it stores.</summary>
public abstract class PipelineTests : IDisposable
{
    private protected ServiceFolder Folder { get; } = new();

    public void Dispose()
    {
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Settings with the transport and the database under test.</summary>
    private protected abstract Task<ListeningOptions> OptionsAsync();

    /// <summary>Where the transport or the database keeps its files, besides the service's own folder.</summary>
    private protected virtual IEnumerable<string> ForeignFolders => [];

    [AvailableFact]
    public async Task Every_post_that_matches_is_in_one_queue_and_its_words_are_on_no_disk()
    {
        Folder.Record(1, 1_000);
        Folder.RecordOthers(1_001, 500);
        Folder.Record(1_501, 1_000);
        await using (var service = await RunningService.StartAsync(await OptionsAsync()))
        {
            await service.RoutedAsync(2_000, TimeSpan.FromSeconds(90));
            await OnceAsync(service, Expected([(1, 1_000), (1_501, 1_000)]));
            await SilenceAsync(service);
        }

        await SilenceAsync(null);
    }

    [AvailableFact]
    public async Task A_consumer_that_fails_three_times_succeeds_at_the_fourth()
    {
        var keys = new FailingKeys(failures: 3);
        Folder.Record(1, 50);

        await using var service = await RunningService.StartAsync(await OptionsAsync(), services => keys.PutInto(services));
        await service.RoutedAsync(50);

        Assert.Equal(0, keys.FailuresLeft);
        await OnceAsync(service, Expected([(1, 50)]));
    }

    [AvailableFact]
    public async Task A_bus_that_does_not_deliver_is_replaced_by_one_that_does()
    {
        Folder.Record(1, 20);
        await using var service = await RunningService.StartAsync(await OptionsAsync());
        await service.RoutedAsync(20);
        var bus = service.Get<MessageBus>();
        var before = bus.Current;

        bus.Distrust();
        await Eventually.TrueAsync(() => Task.FromResult(bus.Current != before && bus.IsHealthy), "the bus was not replaced", TimeSpan.FromSeconds(60));
        Folder.Record(21, 20);
        await service.RoutedAsync(40);

        await OnceAsync(service, Expected([(1, 40)]));
    }

    [AvailableFact]
    public async Task A_message_about_posts_that_are_gone_is_harmless()
    {
        Folder.Record(1, 20);
        await using var service = await RunningService.StartAsync(await OptionsAsync());
        await service.RoutedAsync(20);
        var watch = new ConsumerWatch(message => message.PostIds.Count == 0 || message.PostIds.Contains(999_999));
        using var watching = service.Get<IBus>().ConnectConsumeObserver(watch);
        var routed = await service.ReadAsync(db => db.TriageItems.AsNoTracking().OrderBy(item => item.PostId).Select(item => new { item.PostId, item.Queue, item.RoutedAt }).ToListAsync());

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await service.Get<IBus>().Publish(new PostsMatched([999_999, 1_000_000]), limit.Token);
        await service.Get<IBus>().Publish(new PostsMatched([routed[0].PostId, 999_999]), limit.Token);
        await service.Get<IBus>().Publish(new PostsMatched([]), limit.Token);
        await Eventually.TrueAsync(() => Task.FromResult(watch.Consumed + watch.Failed >= 3), () => Task.FromResult($"{watch.Consumed} messages were consumed"), TimeSpan.FromSeconds(30));

        Assert.Equal((3, 0), (watch.Consumed, watch.Failed));
        Assert.Equal(routed, await service.ReadAsync(db => db.TriageItems.AsNoTracking().OrderBy(item => item.PostId).Select(item => new { item.PostId, item.Queue, item.RoutedAt }).ToListAsync()));
    }

    private protected static string[] Expected(IEnumerable<(int First, int Count)> ranges) =>
        [.. ranges.SelectMany(range => Enumerable.Range(range.First, range.Count)).Select(number => $"{ServiceFolder.Canary}-{number}").Order(StringComparer.Ordinal)];

    /// <summary>Exactly these posts are stored, each with one match and one item.</summary>
    private protected static async Task OnceAsync(RunningService service, string[] expected)
    {
        Assert.Equal(expected, (await service.HeldAsync()).Select(post => post.Id).Order(StringComparer.Ordinal));
        Assert.Equal(
            (expected.Length, expected.Length, 0),
            (await service.ReadAsync(db => db.TriageItems.CountAsync()), await service.ReadAsync(db => db.Matches.CountAsync()), await service.ReadAsync(db => db.Outbox.CountAsync())));
    }

    private async Task SilenceAsync(RunningService? running)
    {
        // What is looked for is found where it may be, or finding none elsewhere would mean nothing.
        Assert.NotEmpty(CanaryScan.In(ServiceFolder.Canary, Path.GetDirectoryName(Folder.Recording)!));
        if (running is not null) await Task.Delay(TimeSpan.FromSeconds(1));
        string[] places = [Folder.LogFolder, Folder.PathOf("keys"), .. Directory.GetFiles(Path.GetDirectoryName(Folder.DatabaseFile)!, "listening.db*"), .. ForeignFolders];
        Assert.True(Directory.EnumerateFiles(Folder.LogFolder).Any());
        Assert.Empty(CanaryScan.In(ServiceFolder.Canary, places));
    }
}
