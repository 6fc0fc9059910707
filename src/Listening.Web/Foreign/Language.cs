namespace Listening.Web.Foreign;

/// <summary>Language tags as sources state them.</summary>
internal static class Language
{
    /// <summary>The tag when it has the form of one, for the <c>lang</c> attribute; null otherwise, so that a screen reader falls back to the page's own.</summary>
    public static string? Tag(string? given) =>
        given is { Length: >= 2 and <= 35 } && given.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') && char.IsAsciiLetter(given[0]) ? given : null;
}
