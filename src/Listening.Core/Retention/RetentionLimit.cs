namespace Listening.Core.Retention;

/// <summary>One limit that applies to a post.</summary>
/// <param name="Rule">Why.</param>
/// <param name="Hours">Hours after collection.</param>
public sealed record RetentionLimit(RetentionRule Rule, int Hours)
{
    /// <summary>When a post collected at that time has to be gone, UTC.</summary>
    public DateTime DueAt(DateTime collectedAt) => collectedAt.AddHours(Hours);
}

/// <summary>Why a post has the limit it has. Numbers are stored, so they never change.</summary>
public enum RetentionRule
{
    /// <summary>The organisation's own limit, five days from collection unless set otherwise.</summary>
    Standard = 1,

    /// <summary>The platform allows less.</summary>
    Platform = 2,

    /// <summary>The post is noise.</summary>
    Noise = 3,

    /// <summary>Kept for a meeting, until some days after it.</summary>
    Meeting = 4,

    /// <summary>Kept by a hold, after every other limit.</summary>
    Hold = 5,
}
