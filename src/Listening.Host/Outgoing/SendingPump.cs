using Listening.Application.Outgoing;

namespace Listening.Host.Outgoing;

/// <summary>Sends whenever something was asked for, and looks every second for what another process was asked for, or is due again.</summary>
internal sealed partial class SendingPump(SendingDispatch dispatch, SendingSignal signal, ILogger<SendingPump> logger) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await dispatch.SendDueAsync(stoppingToken);
                await signal.WaitAsync(Look, stoppingToken);
            }
            catch (Exception failed) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(failed.GetType().Name);
                await Task.Delay(PauseAfterFailure, stoppingToken);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What is due could not be sent ({Exception}); it is tried again.")]
    private partial void LogFailed(string exception);
}
