namespace Listening.Sources.X;

/// <summary>Usernames as X allows them.</summary>
internal static class XUsername
{
    private const int Longest = 15;

    /// <summary>True for what can be a username. X refuses a whole request in which one cannot.</summary>
    public static bool IsOne(string? name) => name is { Length: > 0 and <= Longest } && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_');

    /// <summary>The username that a search's target names, with its @ or by its page's address; null when it names none.</summary>
    public static string? Of(string? target)
    {
        var name = target?.Trim().TrimStart('@');
        if (name?.Split('/') is ["https:", "", "x.com" or "twitter.com" or "www.x.com", var page, ..]) name = page;
        return IsOne(name) ? name : null;
    }
}
