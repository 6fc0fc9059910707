namespace Listening.Core.Triage;

/// <summary>The seven triage queues. Numbers are stored, so they never change.</summary>
public enum TriageQueue
{
    /// <summary>Nothing was decided with confidence; a person does.</summary>
    Unsorted = 0,

    /// <summary>Somebody asks the organisation something.</summary>
    Enquiry = 1,

    /// <summary>Somebody complains about the organisation, or to it about another's use of personal data.</summary>
    Complaint = 2,

    /// <summary>A request to the organisation for recorded information it holds.</summary>
    InformationRequest = 3,

    /// <summary>What is said about a public authority's handling of information requests.</summary>
    FoiIntelligence = 4,

    /// <summary>Relevant, but asks nothing of the organisation.</summary>
    OfInterest = 5,

    /// <summary>Plainly about something else; out of sight, deleted after a day.</summary>
    Noise = 6,
}
