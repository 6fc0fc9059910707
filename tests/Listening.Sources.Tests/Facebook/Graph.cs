using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Listening.Sources.Tests.Facebook;

/// <summary>Answers of the Graph API, as JSON. The people are invented.</summary>
internal static class Graph
{
    public const string PageId = "100200300";
    public const string Nothing = """{"data":[]}""";

    /// <summary>A post on the page; by the page itself unless <paramref name="from"/> says otherwise, empty for nobody.</summary>
    public static JsonObject Post(string id, DateTime created, string message, string from = PageId, int comments = 0, DateTime? newest = null)
    {
        var post = Entry($"{PageId}_{id}", created, message, from);
        post["permalink_url"] = $"https://www.facebook.com/{PageId}/posts/{id}";
        post["comments"] = new JsonObject
        {
            ["data"] = newest is { } time ? new JsonArray(new JsonObject { ["created_time"] = Time(time), ["id"] = "1_1" }) : new JsonArray(),
            ["summary"] = new JsonObject { ["order"] = "ranked", ["total_count"] = comments, ["can_comment"] = true },
        };
        return post;
    }

    public static JsonObject Comment(string post, string id, DateTime created, string message, string from = "", string? parent = null)
    {
        var comment = Entry($"{post}_{id}", created, message, from);
        if (parent is not null) comment["parent"] = new JsonObject { ["id"] = $"{post}_{parent}" };
        comment["permalink_url"] = $"https://www.facebook.com/{PageId}/posts/{post}?comment_id={id}";
        return comment;
    }

    /// <summary>A page of a listing; the link to the next one holds a token, as it does on the platform.</summary>
    public static string Page(string? after, params IEnumerable<JsonNode> entries)
    {
        var paging = new JsonObject { ["cursors"] = new JsonObject { ["before"] = "QUZ", ["after"] = after ?? "last" } };
        if (after is not null) paging["next"] = $"https://graph.facebook.com/v25.0/x?access_token=leaked-token&after={after}";
        return new JsonObject { ["data"] = new JsonArray([.. entries]), ["paging"] = paging }.ToJsonString();
    }

    public static string Error(int code, int subcode = 0) =>
        $$"""{"error":{"message":"Not for logs: {{PageId}} pim.example","type":"OAuthException","code":{{Number(code)}},"error_subcode":{{Number(subcode)}},"fbtrace_id":"A1"} }""";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>A mark as the service makes them: short, and nothing of the id in it.</summary>
    public static string Mark(string id) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("key" + id)))[..12];

    public static string Time(DateTime time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss'+0000'", CultureInfo.InvariantCulture);

    private static JsonObject Entry(string id, DateTime created, string message, string from)
    {
        var entry = new JsonObject { ["id"] = id, ["created_time"] = Time(created), ["message"] = message };
        if (from.Length > 0) entry["from"] = new JsonObject { ["id"] = from, ["name"] = from == PageId ? "Data Office" : "Pim Example" };
        return entry;
    }
}
