using System.Globalization;

namespace Listening.Sources.Tests.Bluesky;

/// <summary>Answers of a server, as JSON.</summary>
internal static class Wire
{
    public const string None = """{"feed":[]}""";

    /// <summary>A post of an invented account.</summary>
    public static string Post(string key, DateTime created, string more = "", string top = "") => $$"""
        {"uri":"at://did:plc:author/app.bsky.feed.post/{{key}}","cid":"bafy{{key}}","author":{"did":"did:plc:author","handle":"author.example","displayName":"A. N. Author"},
         "record":{"$type":"app.bsky.feed.post","text":"text of {{key}}","createdAt":"{{Time(created)}}"{{more}}},"indexedAt":"{{Time(created)}}"{{top}}}
        """;

    public static string Feed(string? cursor, params string[] posts) =>
        $$"""{"feed":[{{string.Join(',', posts.Select(post => $$"""{"post":{{post}}}"""))}}]{{Cursor(cursor)}}}""";

    public static string Search(string? cursor, params string[] posts) => $$"""{"posts":[{{string.Join(',', posts)}}]{{Cursor(cursor)}}}""";

    public static string Notifications(string? cursor, params string[] notifications) => $$"""{"notifications":[{{string.Join(',', notifications)}}]{{Cursor(cursor)}}}""";

    public static string Error(string name) => $$"""{"error":"{{name}}","message":"Not for logs: did:plc:author"}""";

    private static string Cursor(string? cursor) => cursor is null ? "" : $""","cursor":"{cursor}" """;

    private static string Time(DateTime time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
