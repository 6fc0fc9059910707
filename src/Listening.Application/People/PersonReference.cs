using System.Text;

namespace Listening.Application.People;

/// <summary>References of cases: kept for years and shown to auditors, so they must not say who asked.</summary>
public static class PersonReference
{
    /// <summary>Longest reference.</summary>
    public const int Longest = 64;

    private const string Allowed = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-/.";

    // Shorter names stand in references by chance: a handle "ic" must not refuse IC-123456.
    private const int ShortestName = 4;

    /// <summary>Why this cannot be a reference; null when it can.</summary>
    public static string? RefusalOf(string reference)
    {
        if (reference.Length is 0 or > Longest || reference.AsSpan().ContainsAnyExcept(Allowed))
            return $"The reference has to be 1 to {Longest} letters, digits, hyphens, slashes and full stops, for example IC-123456.";
        return reference.AsSpan().ContainsAnyInRange('0', '9')
            ? null
            : "The reference has to be a case's number, for example IC-123456; a name alone would say who asked.";
    }

    /// <summary>True when a reference or the name of a file gives a handle away, whatever stands between its letters.</summary>
    public static bool Names(string text, string handle)
    {
        var (whole, name) = (LettersOf(text), LettersOf(handle));
        return name.Length >= ShortestName && whole.Contains(name, StringComparison.Ordinal);
    }

    private static string LettersOf(string text)
    {
        var letters = new StringBuilder(text.Length);
        foreach (var letter in text)
            if (char.IsLetterOrDigit(letter)) letters.Append(char.ToLowerInvariant(letter));
        return letters.ToString();
    }
}
