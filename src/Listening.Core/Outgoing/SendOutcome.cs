namespace Listening.Core.Outgoing;

/// <summary>What came of one attempt to send something.</summary>
public sealed record SendOutcome
{
    private SendOutcome()
    {
    }

    /// <summary>True when the receiver has it.</summary>
    public bool IsSent { get; private init; }

    /// <summary>True when another attempt makes no sense.</summary>
    public bool IsFinal { get; private init; }

    /// <summary>What the receiver calls it: a case's reference, an address; null when it said nothing.</summary>
    public string? Reference { get; private init; }

    /// <summary>What is wrong, in words for staff: nothing of the post, no address of anybody. Null when nothing is.</summary>
    public string? Problem { get; private init; }

    /// <summary>How long the receiver asked to be left alone; null when it did not.</summary>
    public TimeSpan? After { get; private init; }

    /// <summary>The receiver has it.</summary>
    /// <param name="reference">What it calls it.</param>
    /// <param name="problem">What was wrong with its answer all the same.</param>
    public static SendOutcome Sent(string? reference = null, string? problem = null) => new() { IsSent = true, IsFinal = true, Reference = reference, Problem = problem };

    /// <summary>It may arrive later.</summary>
    public static SendOutcome TryAgain(string problem, TimeSpan? after = null) => new() { Problem = problem, After = after };

    /// <summary>It will never arrive.</summary>
    public static SendOutcome Failed(string problem) => new() { IsFinal = true, Problem = problem };
}
