using Listening.Application.Auditing;

namespace Listening.Host.Auditing;

/// <summary>Signs what was appended since the last purge when the service is stopped in an orderly way.</summary>
internal sealed class SigningAtStop(LogCheckpoints checkpoints) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => checkpoints.TrySignAsync(cancellationToken);
}
