using System.Collections.Concurrent;
using Listening.Application.Outgoing;
using Listening.Application.Storage;
using Listening.Core.Outgoing;

namespace Listening.Application.Tests.Outgoing;

/// <summary>A way out that answers as a test says, and remembers what it was given.</summary>
public sealed class ScriptedChannel(SendingKind kind) : ISendingChannel
{
    public SendingKind Kind => kind;

    /// <summary>What it was given, in order.</summary>
    public ConcurrentQueue<OutgoingMessage> Messages { get; } = new();

    /// <summary>Answers of the next attempts; afterwards everything is sent.</summary>
    public ConcurrentQueue<Func<SendOutcome>> Answers { get; } = new();

    public async Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        Messages.Enqueue(message);
        await Task.Yield();
        return Answers.TryDequeue(out var answer) ? answer() : SendOutcome.Sent(kind == SendingKind.HandOver ? "IC-123456" : null);
    }
}
