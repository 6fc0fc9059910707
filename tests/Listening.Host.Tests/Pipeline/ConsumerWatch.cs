using MassTransit;

namespace Listening.Host.Tests.Pipeline;

/// <summary>Counts messages that were consumed, and that failed.</summary>
internal sealed class ConsumerWatch : IConsumeObserver
{
    private int _consumed;
    private int _failed;

    public int Consumed => Volatile.Read(ref _consumed);

    public int Failed => Volatile.Read(ref _failed);

    public Task PreConsume<T>(ConsumeContext<T> context) where T : class => Task.CompletedTask;

    public Task PostConsume<T>(ConsumeContext<T> context) where T : class
    {
        Interlocked.Increment(ref _consumed);
        return Task.CompletedTask;
    }

    public Task ConsumeFault<T>(ConsumeContext<T> context, Exception exception) where T : class
    {
        Interlocked.Increment(ref _failed);
        return Task.CompletedTask;
    }
}
