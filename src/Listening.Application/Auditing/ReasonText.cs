namespace Listening.Application.Auditing;

/// <summary>Reasons as people type them; they stay in the log for ever.</summary>
public static class ReasonText
{
    /// <summary>The longest reason.</summary>
    public const int LongestLength = 300;

    private const int ShortestLength = 5;

    /// <summary>Why a text cannot be a reason; null when it can.</summary>
    public static string? RefusalOf(string reason) =>
        reason.Length is >= ShortestLength and <= LongestLength && !reason.Any(char.IsControl)
            ? null
            : $"Say why in {ShortestLength} to {LongestLength} characters, without names: the log keeps it for ever.";
}
