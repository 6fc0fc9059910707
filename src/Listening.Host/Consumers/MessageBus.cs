using System.Net.Sockets;
using Listening.Application.Routing;
using Listening.Host.Configuration;
using MassTransit;

namespace Listening.Host.Consumers;

/// <summary>The bus of this process, put together anew when it does not find back to its broker.</summary>
/// <remarks>
/// After a broker was killed a bus sometimes never reconnects although the broker is long back, and then can neither be
/// stopped nor started. So another is made in its place; what was not confirmed is still in the outbox, and a message
/// that reaches two consumers changes nothing the second time.
/// </remarks>
internal sealed partial class MessageBus(TransportOptions transport, RoutingService routing, ILoggerFactory logs, TimeProvider time, ILogger<MessageBus> logger)
    : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(3);

    // Longer than an ordinary reconnection takes.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(10);

    private volatile bool _hangs;
    private volatile ServiceProvider _services = Build(transport, routing, logs);

    /// <summary>The bus as it is now; ask again rather than keep it.</summary>
    public IBusControl Current => _services.GetRequiredService<IBusControl>();

    /// <summary>True when it is connected and its endpoints are bound.</summary>
    public bool IsHealthy => Current.CheckHealth().Status == BusHealthStatus.Healthy;

    /// <summary>A message was not confirmed in the time it is given: seen of a bus that had reconnected and called itself healthy.</summary>
    public void Distrust() => _hangs = true;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await EndAsync(_services);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Not waited for: without a broker it does not end, and the library logs how it ends.
        _ = Current.StartAsync(stoppingToken);
        var healthyAt = time.GetTimestamp();
        using var timer = new PeriodicTimer(Look, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (IsHealthy) healthyAt = time.GetTimestamp();
            if ((!_hangs && time.GetElapsedTime(healthyAt) < Patience) || !await BrokerAnswersAsync(stoppingToken)) continue;
            LogUnhealthy();
            var old = _services;
            _services = Build(transport, routing, logs);
            _ = Current.StartAsync(stoppingToken);
            _ = EndAsync(old);
            (_hangs, healthyAt) = (false, time.GetTimestamp());
        }
    }

    private static ServiceProvider Build(TransportOptions transport, RoutingService routing, ILoggerFactory logs) =>
        new ServiceCollection().AddSingleton(logs).AddSingleton(typeof(ILogger<>), typeof(Logger<>)).AddSingleton(routing)
            .AddMassTransit(bus => TransportConfiguration.Configure(bus, transport)).BuildServiceProvider();

    private async Task EndAsync(ServiceProvider services)
    {
        try
        {
            await services.GetRequiredService<IBusControl>().StopAsync(LongestStop);
            await services.DisposeAsync();
        }
        catch (Exception failed)
        {
            // It is not used any more, and its connection is broken already or ends with the process.
            LogFailed(failed.GetType().Name);
        }
    }

    private async Task<bool> BrokerAnswersAsync(CancellationToken cancellationToken)
    {
        if (transport.RabbitMq is not { } broker) return true;
        try
        {
            using var socket = new TcpClient();
            await socket.ConnectAsync(broker.Host, broker.Port, cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The broker answers but the bus does not work; it is put together anew.")]
    private partial void LogUnhealthy();

    [LoggerMessage(Level = LogLevel.Warning, Message = "A bus could not be stopped ({Exception}).")]
    private partial void LogFailed(string exception);
}
