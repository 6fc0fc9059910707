using Listening.Application.Storage;
using Listening.Core.Outgoing;

namespace Listening.Application.Outgoing;

/// <summary>Sends replies through the writer of the post's source.</summary>
public sealed class ReplyChannel(ReplyWriters writers) : ISendingChannel
{
    /// <inheritdoc/>
    public SendingKind Kind => SendingKind.Reply;

    /// <inheritdoc/>
    public Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken) => writers.Find(message.Target) is { } writer
        ? writer.ReplyAsync(new ReplyRequest(message.Post, message.MessageId, message.Words), cancellationToken)
        : Task.FromResult(SendOutcome.Failed("This source may no longer write replies."));
}
