using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Listening.Sources.Tests.Bluesky;

/// <summary>A server with a life of its own: one account posts, everybody answers and deletes. Answers as the platform does, direct answers counted only.</summary>
internal sealed class FakeSky(Random chance)
{
    private const string Author = "did:plc:author";
    private readonly List<Said> all = [];
    private int made;

    public DateTime Now { get; set; } = ScriptedBluesky.Noon;

    /// <summary>Everything that exists.</summary>
    public HashSet<string> There => [.. all.Select(one => one.Uri)];

    /// <summary>What can be reached: the account's words, and below them whatever stands under what exists.</summary>
    public HashSet<string> Reachable
    {
        get
        {
            var found = all.Where(one => one.By == Author).Select(one => one.Uri).ToHashSet(StringComparer.Ordinal);
            for (var before = -1; before != found.Count;)
            {
                before = found.Count;
                found.UnionWith(all.Where(one => one.Parent is not null && found.Contains(one.Parent)).Select(one => one.Uri));
            }

            return found;
        }
    }

    /// <summary>Somebody does something.</summary>
    public void Live()
    {
        Now = Now.AddSeconds(7);
        var one = all.Count > 0 ? all[chance.Next(all.Count)] : null;
        var dice = one is null ? 0 : chance.Next(12);
        if (dice == 11) all.Remove(one!);
        else if (dice < 2) Say(Author, null);
        else Say(chance.Next(5) == 0 ? Author : "did:plc:other", one!.Uri);
    }

    public Task AnswerAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var body = context.Request.Path.Value!.Split('.')[^1] switch
        {
            "getAuthorFeed" => Feed(int.Parse(query["limit"]!, CultureInfo.InvariantCulture), query["cursor"]),
            "getPostThread" => all.Find(one => one.Uri == query["uri"]) is { } root ? new JsonObject { ["thread"] = Thread(root, int.Parse(query["depth"]!, CultureInfo.InvariantCulture)) } : null,
            "getPosts" => new JsonObject { ["posts"] = new JsonArray([.. all.Where(one => query["uris"].Contains(one.Uri)).Select(View)]) },
            "describeRepo" => new JsonObject { ["did"] = query["repo"].ToString() },
            "getRecord" => all.Exists(one => one.Uri == $"at://{query["repo"]}/{query["collection"]}/{query["rkey"]}") ? [] : null,
            _ => throw new InvalidOperationException("Nobody asks for this."),
        };
        if (body is null) context.Response.StatusCode = 400;
        return context.Response.WriteAsync(body?.ToJsonString() ?? Wire.Error(context.Request.Path.Value.EndsWith("getRecord", StringComparison.Ordinal) ? "RecordNotFound" : "NotFound"));
    }

    private void Say(string by, string? parent)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"k{made++}");
        all.Add(new Said($"at://{by}/app.bsky.feed.post/{key}", by, parent, Now));
    }

    private JsonObject Feed(int limit, string? cursor)
    {
        var before = cursor is null ? DateTime.MaxValue : DateTime.Parse(cursor, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
        var page = all.Where(one => one.By == Author && one.At < before).OrderByDescending(one => one.At).Take(limit).ToList();
        var feed = new JsonObject { ["feed"] = new JsonArray([.. page.Select(one => new JsonObject { ["post"] = View(one) })]) };
        if (page.Count == limit) feed["cursor"] = Instant(page[^1].At);
        return feed;
    }

    private JsonObject Thread(Said one, int depth)
    {
        var node = new JsonObject { ["post"] = View(one) };
        if (depth > 0) node["replies"] = new JsonArray([.. all.Where(other => other.Parent == one.Uri).Select(other => Thread(other, depth - 1))]);
        return node;
    }

    private JsonObject View(Said one) => new()
    {
        ["uri"] = one.Uri,
        ["author"] = new JsonObject { ["did"] = one.By, ["handle"] = "someone.example" },
        ["record"] = new JsonObject { ["text"] = "words", ["createdAt"] = Instant(one.At) },
        ["indexedAt"] = Instant(one.At),
        ["replyCount"] = all.Count(other => other.Parent == one.Uri),
    };

    private static string Instant(DateTime time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private sealed record Said(string Uri, string By, string? Parent, DateTime At);
}
