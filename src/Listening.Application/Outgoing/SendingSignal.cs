using Listening.Application.Delivery;

namespace Listening.Application.Outgoing;

/// <summary>Wakes the one who sends when this process asked for something to be sent.</summary>
public sealed class SendingSignal : WakeSignal;
