using Listening.TestSupport.Servers;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using Xunit;

namespace Listening.Application.Tests.Servers;

public class RabbitMqServerTests
{
    private const string Queue = "kept";

    [AvailableFact(Peer.RabbitMq)]
    public async Task Keeps_the_queues_of_two_virtual_hosts_apart()
    {
        var server = await RabbitMqServer.SharedAsync();
        var first = await server.CreateVirtualHostAsync("apart");
        var second = await server.CreateVirtualHostAsync("apart");

        await PublishAsync(server.Address(first), 1);

        Assert.Equal([1], await TakeAsync(server.Address(first)));
        Assert.Empty(await TakeAsync(server.Address(second)));
    }

    [AvailableFact(Peer.RabbitMq)]
    public async Task Keeps_confirmed_messages_through_a_kill_and_an_orderly_stop()
    {
        await using var server = await RabbitMqServer.StartAsync();
        Assert.Empty(await TakeAsync(server.Address()));
        await server.WriteDeclarationsAsync();
        await PublishAsync(server.Address(), 1, 2);
        var before = server.ProcessId;

        await server.KillAsync();
        await Assert.ThrowsAsync<BrokerUnreachableException>(() => TakeAsync(server.Address()));
        await server.StartAgainAsync();
        await PublishAsync(server.Address(), 3);

        await server.StopAsync();
        await Assert.ThrowsAsync<BrokerUnreachableException>(() => TakeAsync(server.Address()));
        await server.StartAgainAsync();

        Assert.NotEqual(before, server.ProcessId);
        Assert.Equal([1, 2, 3], await TakeAsync(server.Address()));
    }

    private static async Task PublishAsync(Uri address, params byte[] bodies)
    {
        await using var connection = await new ConnectionFactory { Uri = address }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));
        await DeclareAsync(channel);
        foreach (var body in bodies)
        {
            await channel.BasicPublishAsync(
                "", Queue, mandatory: true, new BasicProperties { Persistent = true }, new ReadOnlyMemory<byte>([body]));
        }
    }

    private static async Task<List<byte>> TakeAsync(Uri address)
    {
        await using var connection = await new ConnectionFactory { Uri = address }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        await DeclareAsync(channel);
        var bodies = new List<byte>();
        while (await channel.BasicGetAsync(Queue, autoAck: true) is { } message)
            bodies.Add(message.Body.Span[0]);
        return bodies;
    }

    private static Task<QueueDeclareOk> DeclareAsync(IChannel channel) =>
        channel.QueueDeclareAsync(Queue, durable: true, exclusive: false, autoDelete: false);
}
