using Listening.Application;
using Listening.Host.Configuration;
using MassTransit;

namespace Listening.Host.Consumers;

/// <summary>Registers the bus and those who work on it.</summary>
internal static class TransportServices
{
    public static IServiceCollection AddListeningTransport(this IServiceCollection services, TransportOptions transport) =>
        services
            .AddSingleton(transport)
            .AddSingleton<MessageBus>()
            .AddTransient<IBus>(provider => provider.GetRequiredService<MessageBus>().Current)
            .AddListeningDelivery()
            .AddHostedService(provider => provider.GetRequiredService<MessageBus>())
            .AddHostedService<OutboxPump>()
            .AddHostedService<UnroutedSweep>();
}
