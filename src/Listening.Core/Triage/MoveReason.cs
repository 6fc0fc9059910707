namespace Listening.Core.Triage;

/// <summary>Why somebody puts an item in another queue: kept with the correction, so that routing can be measured. Numbers are stored, so they never change.</summary>
public enum MoveReason
{
    /// <summary>The rule took its words for something else.</summary>
    WordsMisread = 1,

    /// <summary>Only the conversation around it shows what it is.</summary>
    Context = 2,

    /// <summary>It was right here, and another team goes on with it.</summary>
    OtherTeam = 3,
}
