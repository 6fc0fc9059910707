namespace Listening.Sources.LinkedIn;

/// <summary>The platform's names of things.</summary>
internal static class LinkedInUrn
{
    private const string CommentStart = "urn:li:comment:(";

    /// <summary>As it stands in a path or query: wholly escaped, while the brackets of a list around it are not.</summary>
    public static string Escape(string urn) => Uri.EscapeDataString(urn);

    /// <summary>Several of them in a query.</summary>
    public static string List(IEnumerable<string> urns) => $"List({string.Join(',', urns.Select(Escape))})";

    /// <summary>True for a comment.</summary>
    public static bool IsComment(string urn) => urn.StartsWith(CommentStart, StringComparison.Ordinal);

    /// <summary>A comment in its one spelling. Notifications leave out the beginning of what it stands under.</summary>
    /// <returns>Null when it is no comment.</returns>
    public static string? Comment(string? urn) => Parts(urn) is var (under, id) ? Comment(under, id) : null;

    /// <summary>The name of a comment.</summary>
    /// <param name="under">What it stands under.</param>
    /// <param name="id">Its number there.</param>
    public static string Comment(string under, string id) => $"{CommentStart}{under},{id})";

    /// <summary>What a comment stands under, and its number there; null when it is no comment.</summary>
    public static (string Under, string Id)? Parts(string? urn)
    {
        if (urn is null || !IsComment(urn) || urn[^1] != ')') return null;
        return urn[CommentStart.Length..^1].Split(',') is [{ Length: > 0 } under, { Length: > 0 } id] && id.All(char.IsAsciiDigit)
            ? (under.StartsWith("urn:li:", StringComparison.Ordinal) ? under : "urn:li:" + under, id)
            : null;
    }
}
