namespace Listening.Core.Routing;

/// <summary>What a saved search is for; routing rules may depend on it. Numbers are stored, so they never change.</summary>
public enum SearchPurpose
{
    /// <summary>Not stated.</summary>
    General = 0,

    /// <summary>People speaking to the organisation's own accounts.</summary>
    ToOrganisation = 1,

    /// <summary>People speaking about the organisation.</summary>
    Mentions = 2,

    /// <summary>Posts that carry a link to the organisation's site.</summary>
    Links = 3,

    /// <summary>The data protection fee and its letters.</summary>
    Fee = 4,

    /// <summary>Requests from journalists.</summary>
    Journalists = 5,

    /// <summary>Public authorities' freedom of information performance.</summary>
    FoiWatch = 6,
}
