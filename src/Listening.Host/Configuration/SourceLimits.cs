namespace Listening.Host.Configuration;

/// <summary>What platforms themselves limit, whatever is configured.</summary>
internal static class SourceLimits
{
    private const int MemberActivityHours = 48;
    private const int MemberProfileHours = 24;

    /// <summary>Hours after which the platform wants its posts gone; null where it sets no limit that is shorter than the service's.</summary>
    /// <remarks>LinkedIn's rules for what members do on an organisation's page; shorter where names are kept, which count as profiles.</remarks>
    public static int? HoursOf(SourceOptions source) => source switch
    {
        { Kind: SourceKind.LinkedIn, LinkedIn.KeepNames: true } => MemberProfileHours,
        { Kind: SourceKind.LinkedIn } => MemberActivityHours,
        _ => null,
    };

    /// <summary>How long the source's posts are kept at most: as configured, and never longer than the platform allows; null when the standard limit is all.</summary>
    public static int? KeepHoursOf(SourceOptions source) => source.KeepHours ?? HoursOf(source);

    /// <summary>True for kinds whose every setting has a value that works.</summary>
    public static bool NeedsNoSettings(SourceKind kind) => kind is SourceKind.Recorded or SourceKind.BlueskyStream or SourceKind.WhatDoTheyKnow;
}
