namespace Listening.Core.Triage;

/// <summary>The queues' names as they stand in addresses, files and messages.</summary>
public static class TriageQueues
{
    private static readonly string[] Names =
        ["unsorted", "enquiry", "complaint", "information-request", "foi-intelligence", "of-interest", "noise"];

    /// <summary>Every queue in the order in which staff read them.</summary>
    public static IReadOnlyList<TriageQueue> All { get; } =
    [
        TriageQueue.Enquiry, TriageQueue.Complaint, TriageQueue.InformationRequest, TriageQueue.FoiIntelligence,
        TriageQueue.OfInterest, TriageQueue.Unsorted, TriageQueue.Noise,
    ];

    /// <summary>The queue's name, for example <c>information-request</c>.</summary>
    public static string Name(this TriageQueue queue) => Names[(int)queue];

    /// <summary>The queue of that name; null when there is none.</summary>
    public static TriageQueue? Find(string name)
    {
        var at = Array.IndexOf(Names, name);
        return at < 0 ? null : (TriageQueue)at;
    }
}
