using Listening.Application.Messages;
using MassTransit;

namespace Listening.Host.Tests.Pipeline;

/// <summary>Counts messages that were consumed, and that failed.</summary>
/// <param name="counts">Which messages: one that is still being finished when the watch begins is none of the test's.</param>
internal sealed class ConsumerWatch(Func<PostsMatched, bool> counts) : IConsumeObserver
{
    private int _consumed;
    private int _failed;

    public int Consumed => Volatile.Read(ref _consumed);

    public int Failed => Volatile.Read(ref _failed);

    public Task PreConsume<T>(ConsumeContext<T> context) where T : class => Task.CompletedTask;

    public Task PostConsume<T>(ConsumeContext<T> context) where T : class
    {
        if (context.Message is PostsMatched message && counts(message)) Interlocked.Increment(ref _consumed);
        return Task.CompletedTask;
    }

    public Task ConsumeFault<T>(ConsumeContext<T> context, Exception exception) where T : class
    {
        if (context.Message is PostsMatched message && counts(message)) Interlocked.Increment(ref _failed);
        return Task.CompletedTask;
    }
}
