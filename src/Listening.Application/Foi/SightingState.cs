namespace Listening.Application.Foi;

/// <summary>How a post stands to an authority. Numbers are stored, so they never change.</summary>
public enum SightingState
{
    /// <summary>The post is about it.</summary>
    Counted = 1,

    /// <summary>The words fit it among others, or too little says that it is meant: not counted.</summary>
    Possible = 2,

    /// <summary>A person said that the post is not about it, or is a red herring: not counted.</summary>
    Refused = 3,
}
