using Listening.Core.Triage;

namespace Listening.Application.Triage;

/// <summary>What waits in one queue.</summary>
/// <param name="Queue">The queue.</param>
/// <param name="Open">Items that nobody has closed.</param>
/// <param name="OldestCollectedAt">When the open item that waits longest was collected, UTC; null when nothing is open.</param>
/// <param name="DueWithin12Hours">Open items that will be deleted within the next 12 hours.</param>
/// <param name="Unassigned">Open items that nobody has.</param>
public sealed record QueueSummary(TriageQueue Queue, int Open, DateTime? OldestCollectedAt, int DueWithin12Hours, int Unassigned);
