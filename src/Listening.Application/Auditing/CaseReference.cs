namespace Listening.Application.Auditing;

/// <summary>References of cases: what stands in logs and pages in place of somebody's name.</summary>
public static class CaseReference
{
    /// <summary>The longest reference.</summary>
    public const int LongestLength = 64;

    /// <summary>Why a text cannot be a reference; null when it can.</summary>
    public static string? RefusalOf(string reference) =>
        reference.Length is >= 3 and <= LongestLength
        && reference.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '/' or '.')
        && reference.Any(char.IsAsciiDigit)
            ? null
            : $"A reference is 3 to {LongestLength} letters, digits, hyphens, slashes and dots with a digit among them, such as IC-123456; never a name, a handle or an address.";
}
