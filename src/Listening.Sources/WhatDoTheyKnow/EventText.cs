namespace Listening.Sources.WhatDoTheyKnow;

/// <summary>The text of an event: title, snippet and the line with body and state, an empty line between them.</summary>
internal static class EventText
{
    private const string Gap = "\n\n";

    /// <summary>Puts the parts together; those that are empty are left out.</summary>
    public static string Of(params IEnumerable<string> parts) => string.Join(Gap, parts.Where(part => part.Length > 0));

    /// <summary>What every feed shows in the same way.</summary>
    public static string WithoutSnippet(string text)
    {
        var parts = text.Split(Gap);
        return $"{parts[0]}{Gap}{parts[^1]}";
    }

    /// <summary>A held text with title and state as they are now.</summary>
    /// <remarks>
    /// The snippet stays: the site cuts it out of the whole around the words that were looked for, so another feed shows
    /// another piece of the same text, which is no change.
    /// </remarks>
    /// <returns>The text; null when neither has changed.</returns>
    public static string? Renewed(string held, string found)
    {
        var (old, now) = (held.Split(Gap), found.Split(Gap));
        if (old[0] == now[0] && old[^1] == now[^1]) return null;
        return old.Length < 3 || now.Length < 2 ? found : Of([now[0], .. old[1..^1], now[^1]]);
    }
}
