using System.Text;

namespace Listening.Application.People;

/// <summary>Tells references of cases and names of files that say who asked: both are seen by many, and references are kept for years.</summary>
public static class PersonReference
{
    // Shorter names stand in references by chance: a handle "ic" must not refuse IC-123456.
    private const int ShortestName = 4;

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
