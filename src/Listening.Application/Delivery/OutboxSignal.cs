namespace Listening.Application.Delivery;

/// <summary>Wakes the one who empties the outbox when something was put in by this process.</summary>
public sealed class OutboxSignal : WakeSignal;
