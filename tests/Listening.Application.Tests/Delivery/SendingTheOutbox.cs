using System.Text.Json;
using Listening.Application.Delivery;
using Listening.Application.Storage;
using Listening.Application.Tests.Pipeline;
using Listening.TestSupport.Servers;
using Listening.TestSupport.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Listening.Application.Tests.Delivery;

public abstract class SendingTheOutbox(Func<Task<TestDatabase>> database) : PipelineTest(database)
{
    [AvailableFact]
    public async Task Sends_everything_in_order_and_empties_the_outbox()
    {
        // More than it takes at once.
        await PutInAsync(Enumerable.Range(1, 120));
        var (service, transport) = Create();

        Assert.Equal(120, await service.SendPendingAsync(CancellationToken.None));

        Assert.Equal(Enumerable.Range(1, 120).Select(i => (long)i), transport.Published.Select(message => Assert.Single(message.PostIds)));
        Assert.Equal(0, await CountAsync<OutboxRow>());
        Assert.Equal(0, await service.SendPendingAsync(CancellationToken.None));
        Assert.Equal(120, transport.Published.Count);
    }

    [AvailableFact]
    public async Task Keeps_the_message_that_failed_and_the_later_ones_and_removes_the_confirmed()
    {
        await PutInAsync([1, 2, 3, 4]);
        var (service, transport) = Create();
        transport.Confirm = (message, _) => message.PostIds[0] == 3 ? Task.FromException(new InvalidOperationException("The broker is gone.")) : Task.CompletedTask;

        await Assert.ThrowsAsync<InvalidOperationException>(() => service.SendPendingAsync(CancellationToken.None));
        Assert.Equal([3, 4], await WaitingAsync());

        transport.Confirm = (_, _) => Task.CompletedTask;
        Assert.Equal(2, await service.SendPendingAsync(CancellationToken.None));
        Assert.Equal([1, 2, 3, 3, 4], transport.Published.Select(message => message.PostIds[0]));
        Assert.Empty(await WaitingAsync());
    }

    [AvailableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Gives_a_publish_up_that_hangs_and_keeps_its_message(bool transportListens)
    {
        await PutInAsync([1, 2, 3]);
        var (service, transport) = Create(TimeSpan.FromMilliseconds(200));
        transport.Confirm = (message, cancellation) =>
            message.PostIds[0] == 1 ? Task.CompletedTask : Task.Delay(Timeout.InfiniteTimeSpan, transportListens ? cancellation : CancellationToken.None);

        var sending = service.SendPendingAsync(CancellationToken.None);
        Assert.Same(sending, await Task.WhenAny(sending, Task.Delay(TimeSpan.FromSeconds(30))));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        Assert.Equal([2, 3], await WaitingAsync());
    }

    [AvailableFact]
    public async Task Removes_a_message_only_after_it_was_confirmed()
    {
        await PutInAsync([1]);
        var (service, transport) = Create();
        var confirmation = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var taken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        transport.Confirm = (_, _) =>
        {
            taken.SetResult();
            return confirmation.Task;
        };

        var sending = service.SendPendingAsync(CancellationToken.None);
        await taken.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal([1], await WaitingAsync());

        confirmation.SetResult();
        Assert.Equal(1, await sending);
        Assert.Empty(await WaitingAsync());
    }

    [AvailableFact]
    public async Task Keeps_what_was_confirmed_out_of_the_outbox_although_it_was_stopped()
    {
        await PutInAsync([1, 2]);
        var (service, transport) = Create();
        using var stop = new CancellationTokenSource();
        transport.Confirm = async (message, cancellation) =>
        {
            if (message.PostIds[0] == 1) return;
            await stop.CancelAsync();
            cancellation.ThrowIfCancellationRequested();
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => service.SendPendingAsync(stop.Token));

        Assert.Equal([2], await WaitingAsync());
    }

    private (OutboxService Service, RecordingTransport Transport) Create(TimeSpan? longest = null)
    {
        var (endpoint, control) = RecordingTransport.Create();
        return (new OutboxService(Pipeline.Get<IDbContextFactory<ListeningDbContext>>(), () => endpoint) { LongestPublish = longest ?? TimeSpan.FromMinutes(1) }, control);
    }

    private async Task PutInAsync(IEnumerable<int> posts)
    {
        await using var db = Pipeline.Open();
        foreach (var post in posts)
        {
            db.Outbox.Add(new OutboxRow { PostIds = $"[{post}]", CreatedAt = Clock.UtcNow });
            await db.SaveChangesAsync();
        }
    }

    private async Task<IEnumerable<long>> WaitingAsync() =>
        (await RowsAsync<OutboxRow>()).OrderBy(row => row.Id).SelectMany(row => JsonSerializer.Deserialize<long[]>(row.PostIds)!);
}

public sealed class SendingTheOutboxOnSqlite() : SendingTheOutbox(TestDatabases.SqliteAsync);

[Needs(Peer.PostgreSql)]
public sealed class SendingTheOutboxOnPostgreSql() : SendingTheOutbox(TestDatabases.PostgreSqlAsync);

[Needs(Peer.SqlServer)]
public sealed class SendingTheOutboxOnSqlServer() : SendingTheOutbox(TestDatabases.SqlServerAsync);
