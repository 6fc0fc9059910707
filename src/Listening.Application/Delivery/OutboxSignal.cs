using System.Threading.Channels;

namespace Listening.Application.Delivery;

/// <summary>Wakes the one who empties the outbox when something was put in by this process.</summary>
public sealed class OutboxSignal
{
    private readonly Channel<bool> _channel = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Something was put in.</summary>
    public void Raise() => _channel.Writer.TryWrite(true);

    /// <summary>Waits until something was put in, or the time is over.</summary>
    public async Task WaitAsync(TimeSpan longest, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(longest);
        try
        {
            await _channel.Reader.ReadAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The time is over: what another process put in is looked for.
        }
    }
}
