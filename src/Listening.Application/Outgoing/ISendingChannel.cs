using Listening.Application.Storage;
using Listening.Core.Outgoing;

namespace Listening.Application.Outgoing;

/// <summary>One way out of the service.</summary>
/// <remarks>
/// At least once: a stop between sending and noting it leads to the same message again, with the same
/// <see cref="OutgoingMessage.MessageId"/>, by which the receiver knows it. Must end within <see cref="SendingDispatch.LongestSend"/>.
/// </remarks>
public interface ISendingChannel
{
    /// <summary>What it sends.</summary>
    SendingKind Kind { get; }

    /// <summary>Sends a message.</summary>
    Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken);
}
