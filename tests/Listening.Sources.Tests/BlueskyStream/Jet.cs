using System.Globalization;

namespace Listening.Sources.Tests.BlueskyStream;

/// <summary>Events of Jetstream about invented people, as JSON.</summary>
internal static class Jet
{
    public static readonly DateTime Noon = new(2026, 3, 2, 12, 0, 0, DateTimeKind.Utc);

    /// <summary>Microseconds since 1970 at so many seconds after noon.</summary>
    public static long Us(double seconds) => (Noon.AddSeconds(seconds) - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    public static string Id(string key, string did = "did:plc:author") => $"at://{did}/app.bsky.feed.post/{key}";

    public static string Post(double at, string key, string? text = null, string did = "did:plc:author", string operation = "create") =>
        Record(at, key, $$"""{"$type":"app.bsky.feed.post","createdAt":"{{Time(at)}}","langs":["en"],"text":"{{text ?? $"text of {key}"}}"}""", did, operation);

    public static string Record(double at, string key, string record, string did = "did:plc:author", string operation = "create", string collection = "app.bsky.feed.post") =>
        Event(at, did, "commit", $$"""{"rev":"rev-{{Us(at)}}","operation":"{{operation}}","collection":"{{collection}}","rkey":"{{key}}","record":{{record}},"cid":"bafyreiinvented"}""");

    public static string Delete(double at, string key, string did = "did:plc:author") =>
        Event(at, did, "commit", $$"""{"rev":"rev-{{Us(at)}}","operation":"delete","collection":"app.bsky.feed.post","rkey":"{{key}}"}""");

    public static string Account(double at, string did, bool active) => Event(at, did, "account",
        Inv($$"""{"active":{{(active ? "true" : "false")}},"did":"{{did}}","seq":{{Us(at)}},"status":"deactivated","time":"{{Time(at)}}"}"""));

    public static string Identity(double at, string did, string handle) => Event(at, did, "identity",
        Inv($$"""{"did":"{{did}}","handle":"{{handle}}","seq":{{Us(at)}},"time":"{{Time(at)}}"}"""));

    public static string Cursor(double at) => Inv($$"""{"v":1,"n":0,"us":{{Us(at)}}}""");

    private static string Event(double at, string did, string kind, string body) => Inv($$"""{"did":"{{did}}","time_us":{{Us(at)}},"kind":"{{kind}}","{{kind}}":{{body}}}""");

    private static string Time(double at) => Noon.AddSeconds(at).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static string Inv(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
