using System.Globalization;
using System.Text.Json.Nodes;
using Listening.Sources.X;
using Listening.TestSupport;
using Microsoft.AspNetCore.Http;

namespace Listening.Sources.Tests.X;

/// <summary>A small X that behaves as its documentation says: newest first, opaque tokens, a window of seven days, edits with new ids.</summary>
internal sealed class FakeX(ManualTimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromDays(7);

    // The search knows a post half a minute after it was written.
    private static readonly TimeSpan Lag = TimeSpan.FromSeconds(30);
    private int given;

    public List<FakePost> Posts { get; } = [];

    /// <summary>True gives the newest version of an edited post whichever is asked for; else the one asked for.</summary>
    public bool GivesNewest { get; init; }

    public FakePost Write(string text, FakePost? answered = null)
    {
        var id = NextId();
        var post = new FakePost(id, answered is null ? "reporter" : "reader_two", answered?.Versions[^1].Id, answered?.Conversation ?? id);
        post.Versions.Add((id, text));
        Posts.Add(post);
        return post;
    }

    public void Edit(FakePost post, string text)
    {
        if (!post.IsDeleted) post.Versions.Add((NextId(), text));
    }

    public async Task AnswerAsync(HttpContext context)
    {
        var (status, body) = XCall.MethodOf(context.Request.Method, context.Request.Path.Value!) switch
        {
            "search" => Search(context.Request.Query),
            "timeline" => Page(context.Request.Query, "pagination_token", Living().Where(post => post.Author == "reporter")),
            "lookup" => (200, Look(context.Request.Query["ids"].ToString().Split(','))),
            "by/username" => (200, new JsonObject { ["data"] = new JsonObject { ["id"] = "7001", ["username"] = "reporter", ["protected"] = false } }),
            _ => (404, new JsonObject()),
        };
        context.Response.StatusCode = status;
        await context.Response.WriteAsync(body.ToJsonString());
    }

    private (int, JsonObject) Search(IQueryCollection query)
    {
        var oldest = time.UtcNow - Window;
        if (query["since_id"].ToString() is { Length: > 0 } since && XId.TimeOf(since) < oldest) return (400, Invalid("since_id"));
        if (Start(query) < oldest) return (400, Invalid("start_time"));
        var asked = query["query"].ToString().Split(' ')[0];
        var found = Living().Where(post => XId.TimeOf(post.Newest)!.Value is var written && written >= oldest && written <= time.UtcNow - Lag);
        return Page(query, "next_token", asked.Split(':') is ["conversation_id", var id]
            ? found.Where(post => post.Conversation == id)
            : found.Where(post => post.Versions[^1].Text.Contains(asked, StringComparison.Ordinal)));
    }

    private (int, JsonObject) Page(IQueryCollection query, string tokenName, IEnumerable<FakePost> found)
    {
        var (since, start) = (XId.Number(query["since_id"]) ?? 0, Start(query));
        var below = query[tokenName].ToString() is { Length: > 0 } token ? XId.Number(token[1..]) : long.MaxValue;
        if (below is null) return (400, Invalid(tokenName));
        var size = int.Parse(query["max_results"].ToString(), CultureInfo.InvariantCulture);
        var rest = found.Where(post => XId.Number(post.Newest) is { } id && id > since && id < below && !(XId.TimeOf(post.Newest) < start))
            .OrderByDescending(post => XId.Number(post.Newest)).ToList();
        var page = rest.Take(size).ToList();
        var meta = new JsonObject { ["result_count"] = page.Count };
        if (page.Count > 0) meta["newest_id"] = page[0].Newest;
        if (rest.Count > size) meta["next_token"] = "t" + page[^1].Newest;
        return (200, new JsonObject { ["data"] = new JsonArray([.. page.Select(post => Shown(post, post.Newest))]), ["includes"] = Users(), ["meta"] = meta });
    }

    private JsonObject Look(string[] ids)
    {
        var (data, errors) = (new JsonArray(), new JsonArray());
        foreach (var id in ids)
        {
            if (Living().FirstOrDefault(post => post.Versions.Any(version => version.Id == id)) is { } post) data.Add(Shown(post, GivesNewest ? post.Newest : id));
            else errors.Add(JsonNode.Parse(XWire.Missing(id, "resource-not-found")));
        }

        var body = new JsonObject { ["includes"] = Users() };
        if (data.Count > 0) body["data"] = data;
        if (errors.Count > 0) body["errors"] = errors;
        return body;
    }

    private JsonNode Shown(FakePost post, string version) => new JsonObject
    {
        ["id"] = version,
        ["text"] = post.Versions.Single(one => one.Id == version).Text,
        ["author_id"] = post.Author == "reporter" ? "7001" : "7002",
        ["conversation_id"] = post.Conversation,
        ["edit_history_tweet_ids"] = new JsonArray([.. post.Versions.Select(one => (JsonNode)one.Id)]),
        ["referenced_tweets"] = post.Answered is null ? null : new JsonArray(new JsonObject { ["type"] = "replied_to", ["id"] = post.Answered }),
        ["public_metrics"] = new JsonObject { ["reply_count"] = Living().Count(reply => post.Versions.Any(one => one.Id == reply.Answered)) },
    };

    private IEnumerable<FakePost> Living() => Posts.Where(post => !post.IsDeleted);

    private string NextId()
    {
        time.Advance(TimeSpan.FromMilliseconds(10));
        return XWire.Id(time.UtcNow, given++ % 1000);
    }

    private static DateTime? Start(IQueryCollection query) =>
        query["start_time"].ToString() is { Length: > 0 } start ? DateTime.Parse(start, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal) : null;

    private static JsonObject Users() => new()
    {
        ["users"] = new JsonArray(
            new JsonObject { ["id"] = "7001", ["username"] = "reporter", ["name"] = "R" }, new JsonObject { ["id"] = "7002", ["username"] = "reader_two", ["name"] = "R" }),
    };

    private static JsonObject Invalid(string parameter) => JsonNode.Parse(XWire.Invalid(parameter))!.AsObject();
}

/// <summary>A post on the small X.</summary>
internal sealed class FakePost(string id, string author, string? answered, string conversation)
{
    public string Id => id;

    public string Author => author;

    public string? Answered => answered;

    public string Conversation => conversation;

    public List<(string Id, string Text)> Versions { get; } = [];

    public bool IsDeleted { get; set; }

    public string Newest => Versions[^1].Id;
}
