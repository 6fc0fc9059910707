using System.Text.Json.Nodes;

namespace Listening.Sources.Tests.LinkedIn;

/// <summary>Answers of the platform, as JSON. The people are invented.</summary>
internal static class Rest
{
    public const string Organization = "urn:li:organization:4242";
    public const string Member = "urn:li:person:pim-example";
    public const string Roles = $$"""{"elements":[{"role":"ADMINISTRATOR","state":"APPROVED","roleAssignee":"{{Member}}","organization":"{{Organization}}"}]}""";

    public static string Share(int number) => $"urn:li:share:{number}";

    /// <summary>What a comment stands under: not the post, but its activity.</summary>
    public static string Activity(int number) => $"urn:li:activity:{number}";

    public static string Comment(int post, int number) => $"urn:li:comment:({Activity(post)},{number})";

    public static JsonObject Post(int number, DateTime at, string words) => new()
    {
        ["id"] = Share(number),
        ["author"] = Organization,
        ["commentary"] = words,
        ["createdAt"] = Milliseconds(at),
        ["publishedAt"] = Milliseconds(at),
        ["lifecycleState"] = "PUBLISHED",
        ["visibility"] = "PUBLIC",
    };

    public static JsonObject CommentOf(int post, int number, DateTime at, string words, string actor = Member, int? parent = null, int answers = 0)
    {
        var comment = new JsonObject
        {
            ["actor"] = actor,
            ["commentUrn"] = Comment(post, number),
            ["created"] = new JsonObject { ["actor"] = actor, ["time"] = Milliseconds(at) },
            ["id"] = $"{number}",
            ["message"] = new JsonObject { ["text"] = words, ["attributes"] = new JsonArray() },
            ["object"] = Activity(post),
        };
        if (parent is { } under) comment["parentComment"] = Comment(post, under);
        if (answers > 0) comment["commentsSummary"] = new JsonObject { ["aggregatedTotalComments"] = answers };
        return comment;
    }

    public static JsonObject Notification(int number, string action, DateTime at, int post, int comment = 0, string words = "as it was", string owner = Member)
    {
        var told = new JsonObject
        {
            ["notificationId"] = number,
            ["action"] = action,
            ["organizationalEntity"] = Organization,
            ["lastModifiedAt"] = Milliseconds(at),
            ["sourcePost"] = Activity(post),
            ["subscriber"] = Member,
            ["decoratedSourcePost"] = new JsonObject { ["entity"] = Share(post), ["owner"] = Organization },
        };
        if (action.StartsWith("COMMENT", StringComparison.Ordinal))
        {
            told["generatedActivity"] = $"urn:li:comment:(activity:{post},{comment})";
            return told;
        }

        told["generatedActivity"] = Share(comment);
        told["decoratedGeneratedActivity"] = new JsonObject { ["share"] = new JsonObject { ["entity"] = Share(comment), ["owner"] = owner, ["text"] = words } };
        return told;
    }

    /// <summary>A page of a list; with a link when another follows.</summary>
    public static string Page(bool isFollowed, params IEnumerable<JsonNode> elements) => new JsonObject
    {
        ["paging"] = new JsonObject { ["start"] = 0, ["links"] = isFollowed ? new JsonArray(new JsonObject { ["rel"] = "next", ["href"] = "/rest/next" }) : new JsonArray() },
        ["elements"] = new JsonArray([.. elements]),
    }.ToJsonString();

    public static string Counts(params (int Post, int Comments)[] counts)
    {
        var results = new JsonObject();
        foreach (var (post, comments) in counts) results[Share(post)] = new JsonObject { ["commentsSummary"] = new JsonObject { ["aggregatedTotalComments"] = comments } };
        return new JsonObject { ["results"] = results, ["errors"] = new JsonObject() }.ToJsonString();
    }

    public static string Error(int status) => $$"""{"status":{{status}},"serviceErrorCode":100,"code":"X","message":"Not for logs: {{Member}}"}""";

    private static long Milliseconds(DateTime at) => new DateTimeOffset(at).ToUnixTimeMilliseconds();
}
