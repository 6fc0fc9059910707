using Listening.Core.Triage;

namespace Listening.Web.Wording;

/// <summary>What the queues are called on the pages, and what belongs in each.</summary>
internal static class QueueWording
{
    /// <summary>The queue's title, for example <c>Information requests</c>.</summary>
    public static string Title(this TriageQueue queue) => queue switch
    {
        TriageQueue.Enquiry => "Enquiries",
        TriageQueue.Complaint => "Complaints",
        TriageQueue.InformationRequest => "Information requests",
        TriageQueue.FoiIntelligence => "FOI intelligence",
        TriageQueue.OfInterest => "Of interest",
        TriageQueue.Unsorted => "Unsorted",
        TriageQueue.Noise => "Noise",
        _ => throw new ArgumentOutOfRangeException(nameof(queue), queue, "This queue has no title."),
    };

    /// <summary>One sentence that says what belongs in it.</summary>
    public static string Purpose(this TriageQueue queue) => queue switch
    {
        TriageQueue.Enquiry => "Somebody asks the organisation something.",
        TriageQueue.Complaint => "Somebody complains about the organisation, or to it about how others use personal data.",
        TriageQueue.InformationRequest => "Somebody asks the organisation for recorded information it holds.",
        TriageQueue.FoiIntelligence => "What is said about how public authorities handle information requests.",
        TriageQueue.OfInterest => "Relevant, but asks nothing of the organisation.",
        TriageQueue.Unsorted => "Nothing was decided with confidence, so a person does.",
        TriageQueue.Noise => "Plainly about something else, kept for a day so that the sorting can be checked.",
        _ => throw new ArgumentOutOfRangeException(nameof(queue), queue, "This queue has no purpose."),
    };
}
