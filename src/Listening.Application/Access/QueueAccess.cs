using Listening.Core.Triage;

namespace Listening.Application.Access;

/// <summary>Which queues a role sees. To everybody else their items do not exist.</summary>
public static class QueueAccess
{
    /// <summary>The role whose queue it is.</summary>
    public static StaffRole TeamOf(TriageQueue queue) => queue == TriageQueue.FoiIntelligence ? StaffRole.Foi : StaffRole.Triage;

    /// <summary>The queues of a role, in reading order.</summary>
    public static IReadOnlyList<TriageQueue> Of(StaffRole role) => [.. TriageQueues.All.Where(queue => TeamOf(queue) == role)];

    /// <summary>The queues of somebody with these roles, in reading order.</summary>
    public static IReadOnlyList<TriageQueue> Of(IEnumerable<StaffRole> roles)
    {
        var seen = roles.SelectMany(Of).ToHashSet();
        return [.. TriageQueues.All.Where(seen.Contains)];
    }
}
