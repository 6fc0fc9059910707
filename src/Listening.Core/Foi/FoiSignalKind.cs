namespace Listening.Core.Foi;

/// <summary>What a post says about how a request for information was handled. Numbers are stored, so they never change.</summary>
public enum FoiSignalKind
{
    /// <summary>The answer is late.</summary>
    Overdue,

    /// <summary>There is no answer at all.</summary>
    Ignored,

    /// <summary>The request was refused.</summary>
    Refused,

    /// <summary>An internal review is late or was not done.</summary>
    NoInternalReview,

    /// <summary>The request was called vexatious.</summary>
    Vexatious,

    /// <summary>Money is asked for an answer.</summary>
    Charges,

    /// <summary>The authority says that it holds nothing.</summary>
    NotHeld,

    /// <summary>The answer is incomplete or blacked out.</summary>
    Partial,

    /// <summary>Records were destroyed or hidden.</summary>
    DestroyedOrHidden,

    /// <summary>A decision notice, another notice or a tribunal.</summary>
    DecisionOrTribunal,

    /// <summary>The request was handled well.</summary>
    Praise,
}

/// <summary>How a signal is to be read. Numbers are stored, so they never change.</summary>
[Flags]
public enum FoiSignalMarks
{
    /// <summary>As it is written.</summary>
    None = 0,

    /// <summary>Its words stand between quotation marks or in a line that repeats somebody else's.</summary>
    Quoted = 1,

    /// <summary>It may be meant the other way round.</summary>
    Sarcastic = 2,

    /// <summary>The author tells what somebody else went through.</summary>
    SecondHand = 4,
}

/// <summary>The names of signals and marks in files and answers.</summary>
public static class FoiSignalNames
{
    private static readonly string[] Kinds = ["overdue", "ignored", "refused", "no-internal-review", "vexatious", "charges", "not-held", "partial", "destroyed-or-hidden", "decision-or-tribunal", "praise"];

    /// <summary>Every kind's name, in the order of the enumeration.</summary>
    public static IReadOnlyList<string> All => Kinds;

    /// <summary>The name of a kind.</summary>
    public static string Name(this FoiSignalKind kind) => Kinds[(int)kind];

    /// <summary>The names of the marks set.</summary>
    public static IEnumerable<string> Names(this FoiSignalMarks marks)
    {
        if (marks.HasFlag(FoiSignalMarks.Quoted)) yield return "quoted";
        if (marks.HasFlag(FoiSignalMarks.Sarcastic)) yield return "sarcastic";
        if (marks.HasFlag(FoiSignalMarks.SecondHand)) yield return "second-hand";
    }
}
