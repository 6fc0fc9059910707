using Listening.Host.Configuration;
using MassTransit;

namespace Listening.Host.Consumers;

/// <summary>Sets up a bus on the configured transport. Both carry the same messages to the same consumers.</summary>
internal static class TransportConfiguration
{
    private const string QueueName = "listening-posts-matched";

    // A message that failed for good is found again by its posts, so its copy in the broker's error queue only serves
    // whoever looks into the failure, and need not stay.
    private static readonly TimeSpan ErrorsKept = TimeSpan.FromDays(1);

    public static void Configure(IBusRegistrationConfigurator bus, TransportOptions transport)
    {
        bus.AddConsumer<PostsMatchedConsumer>();
        if (transport.Kind == TransportKind.InProcess) UseInProcess(bus);
        else UseRabbitMq(bus, transport.RabbitMq!);
    }

    private static void UseInProcess(IBusRegistrationConfigurator bus) => bus.UsingInMemory((context, configuration) =>
        configuration.ReceiveEndpoint(QueueName, endpoint =>
        {
            endpoint.ConcurrentMessageLimit = 1;
            Consume(endpoint, context);
        }));

    private static void UseRabbitMq(IBusRegistrationConfigurator bus, RabbitMqOptions broker) => bus.UsingRabbitMq((context, configuration) =>
    {
        configuration.Host(broker.Host, (ushort)broker.Port, broker.VirtualHost, host =>
        {
            host.Username(broker.UserName);
            host.Password(broker.Password);
            host.PublisherConfirmation = true;
        });
        configuration.SendTopology.ConfigureErrorSettings = settings => settings.SetQueueArgument("x-message-ttl", (long)ErrorsKept.TotalMilliseconds);
        configuration.SendTopology.ConfigureDeadLetterSettings = settings => settings.SetQueueArgument("x-message-ttl", (long)ErrorsKept.TotalMilliseconds);
        configuration.ReceiveEndpoint(QueueName, endpoint =>
        {
            if (broker.Cluster)
            {
                endpoint.SetQuorumQueue();
                endpoint.SetQueueArgument("x-delivery-limit", 20);
            }

            endpoint.PrefetchCount = 8;
            endpoint.ConcurrentMessageLimit = 2;
            Consume(endpoint, context);
        });
    });

    private static void Consume(IReceiveEndpointConfigurator endpoint, IBusRegistrationContext context)
    {
        endpoint.UseMessageRetry(retry => retry.Exponential(5, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(5), TimeSpan.FromMilliseconds(200)));
        endpoint.ConfigureConsumer<PostsMatchedConsumer>(context);
    }
}
