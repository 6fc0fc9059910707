using System.Globalization;
using System.Text.Json.Nodes;

namespace Listening.Sources.Tests.YouTube;

/// <summary>Answers of the platform, as JSON. All names are invented.</summary>
internal static class YouTubeJson
{
    public static string List(string? token, params JsonNode[] items)
    {
        var list = new JsonObject { ["kind"] = "youtube#listResponse", ["pageInfo"] = new JsonObject { ["totalResults"] = items.Length }, ["items"] = new JsonArray(items) };
        if (token is not null) list["nextPageToken"] = token;
        return list.ToJsonString();
    }

    public static string Error(int code, string reason, string? detail = null) => new JsonObject
    {
        ["error"] = new JsonObject
        {
            ["code"] = code,
            ["message"] = "Not for logs: key open-sesame, video aaaaaaaaaaa",
            ["errors"] = new JsonArray(new JsonObject { ["message"] = "Not for logs", ["domain"] = "youtube.quota", ["reason"] = reason }),
            ["details"] = detail is null ? null : new JsonArray(new JsonObject { ["@type"] = "type.googleapis.com/google.rpc.ErrorInfo", ["reason"] = detail }),
        },
    }.ToJsonString();

    public static JsonObject Comment(string id, DateTime published, string? text = null, DateTime? updated = null, string? parent = null, string? video = "vvvvvvvvvvv") => new()
    {
        ["kind"] = "youtube#comment",
        ["id"] = id,
        ["snippet"] = new JsonObject
        {
            ["textDisplay"] = text ?? $"text of {id}",
            ["authorDisplayName"] = "@annwriter",
            ["authorChannelId"] = new JsonObject { ["value"] = "UCannannannannannannanna" },
            ["publishedAt"] = Time(published),
            ["updatedAt"] = Time(updated ?? published),
            ["parentId"] = parent,
            ["videoId"] = video,
        },
    };

    public static JsonObject Thread(string id, DateTime published, int replies = 0, JsonObject[]? shown = null, string? text = null, DateTime? updated = null, string? video = "vvvvvvvvvvv")
    {
        var thread = new JsonObject
        {
            ["kind"] = "youtube#commentThread",
            ["id"] = id,
            ["snippet"] = new JsonObject
            {
                ["videoId"] = video,
                ["topLevelComment"] = Comment(id, published, text, updated, video: video),
                ["totalReplyCount"] = replies,
                ["isPublic"] = true,
            },
        };
        if (shown is not null) thread["replies"] = new JsonObject { ["comments"] = new JsonArray([.. shown]) };
        return thread;
    }

    public static JsonObject Video(string id, DateTime published, long comments = 0, string? title = null, string privacy = "public") => new()
    {
        ["kind"] = "youtube#video",
        ["id"] = id,
        ["snippet"] = new JsonObject
        {
            ["publishedAt"] = Time(published),
            ["channelId"] = "UCbobbobbobbobbobbobbobbo",
            ["channelTitle"] = "Bob's Allotment",
            ["title"] = title ?? $"title of {id}",
            ["description"] = "",
        },
        ["statistics"] = new JsonObject { ["commentCount"] = comments.ToString(CultureInfo.InvariantCulture) },
        ["status"] = new JsonObject { ["privacyStatus"] = privacy },
    };

    public static JsonObject PlaylistItem(string id, DateTime added, DateTime? published = null) => new()
    {
        ["kind"] = "youtube#playlistItem",
        ["snippet"] = new JsonObject { ["publishedAt"] = Time(added), ["resourceId"] = new JsonObject { ["videoId"] = id } },
        ["contentDetails"] = new JsonObject { ["videoId"] = id, ["videoPublishedAt"] = Time(published ?? added) },
    };

    public static JsonObject Found(string id) => new() { ["kind"] = "youtube#searchResult", ["id"] = new JsonObject { ["kind"] = "youtube#video", ["videoId"] = id } };

    public static JsonObject Channel(string id, string uploads) => new()
    {
        ["id"] = id,
        ["contentDetails"] = new JsonObject { ["relatedPlaylists"] = new JsonObject { ["uploads"] = uploads } },
    };

    private static string Time(DateTime time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
