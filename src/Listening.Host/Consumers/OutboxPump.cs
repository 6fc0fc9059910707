using Listening.Application.Delivery;

namespace Listening.Host.Consumers;

/// <summary>Empties the outbox whenever something is put in, and looks every second for what another process put in.</summary>
internal sealed partial class OutboxPump(OutboxService outbox, OutboxSignal signal, MessageBus bus, ILogger<OutboxPump> logger) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                // Published before the endpoints are bound, a message would be confirmed and reach no queue.
                if (bus.IsHealthy) await outbox.SendPendingAsync(stoppingToken);
                await signal.WaitAsync(Look, stoppingToken);
            }
            catch (Exception failed) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(failed.GetType().Name);
                if (failed is OperationCanceledException) bus.Distrust();
                await Task.Delay(PauseAfterFailure, stoppingToken);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The outbox could not be emptied ({Exception}); its messages stay and are sent again.")]
    private partial void LogFailed(string exception);
}
