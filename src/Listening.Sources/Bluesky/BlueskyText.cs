using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Listening.Core.Outgoing;
using Listening.Core.Posts;

namespace Listening.Sources.Bluesky;

/// <summary>What this service writes (app.bsky.feed.post): its length and the places of its links.</summary>
internal static partial class BlueskyText
{
    private const int LongestCharacters = 300;
    private const int LongestBytes = 3000;

    /// <summary>How long a text is: extended grapheme clusters, and bytes of UTF-8.</summary>
    public static ReplyLength Measure(string text)
    {
        var used = new StringInfo(text).LengthInTextElements;
        return new ReplyLength(used, LongestCharacters, used <= LongestCharacters && Encoding.UTF8.GetByteCount(text) <= LongestBytes);
    }

    /// <summary>The facets of a text: its links, and the author where it names them. Without them a link is only words.</summary>
    public static JsonArray Facets(string text, Author author)
    {
        var facets = new JsonArray();
        foreach (Match link in Links().Matches(text))
        {
            var address = link.Value.TrimEnd('.', ',', ';', ':', '!', '?', ')', ']', '"', '\'', '’', '”');
            if (Bluesky.Facets.IsWebAddress(address)) facets.Add(Facet(text, link.Index, address, new JsonObject { ["$type"] = "app.bsky.richtext.facet#link", ["uri"] = address }));
        }

        var handle = "@" + author.Handle;
        if (author.Handle.Length > 0 && author.Id.StartsWith("did:", StringComparison.Ordinal) && Mention(text, handle) is { } at)
            facets.Add(Facet(text, at, handle, new JsonObject { ["$type"] = "app.bsky.richtext.facet#mention", ["did"] = author.Id }));
        return facets;
    }

    // The handle as a word of its own: "@pim.example" does not stand in "@pim.example.org".
    private static int? Mention(string text, string handle)
    {
        for (var at = text.IndexOf(handle, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(handle, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var rest = text.AsSpan(at + handle.Length).TrimStart('.');
            if (rest.Length == 0 || !(char.IsAsciiLetterOrDigit(rest[0]) || rest[0] == '-')) return at;
        }

        return null;
    }

    private static JsonObject Facet(string text, int at, string covered, JsonObject feature)
    {
        var start = Encoding.UTF8.GetByteCount(text.AsSpan(0, at));
        return new JsonObject
        {
            ["index"] = new JsonObject { ["byteStart"] = start, ["byteEnd"] = start + Encoding.UTF8.GetByteCount(covered) },
            ["features"] = new JsonArray(feature),
        };
    }

    [GeneratedRegex(@"https?://\S+", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Links();
}
