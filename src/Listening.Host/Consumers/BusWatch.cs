using MassTransit;

namespace Listening.Host.Consumers;

/// <summary>
/// Starts the bus anew when it has been unhealthy for a while. After a broker was killed an endpoint sometimes never
/// reconnects by itself although the broker is long back.
/// </summary>
internal sealed partial class BusWatch(IBusControl bus, TimeProvider time, ILogger<BusWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(3);

    // Longer than an ordinary reconnection takes.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(25);
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(20);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var healthyAt = time.GetTimestamp();
        using var timer = new PeriodicTimer(Look, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (bus.CheckHealth().Status == BusHealthStatus.Healthy) healthyAt = time.GetTimestamp();
            if (time.GetElapsedTime(healthyAt) < Patience) continue;
            await StartAnewAsync(stoppingToken);
            healthyAt = time.GetTimestamp();
        }
    }

    private async Task StartAnewAsync(CancellationToken stoppingToken)
    {
        LogUnhealthy();
        try
        {
            await bus.StopAsync(LongestStop);
            await bus.StartAsync(LongestStart);
        }
        catch (Exception failed) when (!stoppingToken.IsCancellationRequested)
        {
            // The broker is still away: the next look tries again, and the outbox keeps what is to be sent.
            LogFailed(failed.GetType().Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The bus has not been healthy for a while and is started anew.")]
    private partial void LogUnhealthy();

    [LoggerMessage(Level = LogLevel.Warning, Message = "The bus could not be started anew ({Exception}); it is tried again.")]
    private partial void LogFailed(string exception);
}
