using System.Text.Json.Nodes;

namespace Listening.Sources.Tests.LinkedIn;

/// <summary>A page on the platform that changes while it is read, with the notifications that the platform sends of it.</summary>
internal sealed class LinkedInWorld
{
    private readonly List<Item> items = [];
    private readonly List<(JsonObject Told, DateTime At)> told = [];
    private int last = 1_000;

    /// <summary>What is there now: the native id and the words of all, or of what others said.</summary>
    public IEnumerable<(string Id, string Text)> Of(bool isOthers, bool hasComments) => items
        .Where(item => isOthers ? !item.IsOwn : item.Kind != Kind.Mention && (hasComments || item.Kind == Kind.Post))
        .Select(item => (item.Urn, item.Text));

    /// <summary>Everything that ever had a name here: none of it may stand in a cursor.</summary>
    public List<string> Names { get; } = [];

    public void Post(DateTime now) => Add(new Item(++last, Kind.Post, now, 0, null, IsOwn: true, $"words {last}"));

    /// <summary>Somebody mentions the organisation in a post of their own.</summary>
    public void Mention(DateTime now)
    {
        Add(new Item(++last, Kind.Mention, now, 0, null, IsOwn: false, $"words {last}"));
        Tell("SHARE_MENTION", 1, last, now, $"words {last}");
    }

    /// <summary>Adds a comment under one of the posts, or an answer to one of its comments.</summary>
    public void Comment(int choice, bool isOwn, DateTime now)
    {
        var posts = items.Where(item => item.Kind == Kind.Post).ToList();
        if (posts.Count == 0) return;
        var post = posts[choice % posts.Count];
        var parent = choice % 3 == 0 ? items.Find(item => item.Under == post.Number && item.Parent is null) : null;
        Add(new Item(++last, Kind.Comment, now, post.Number, parent?.Number, isOwn, $"words {last}"));
        Tell("COMMENT", post.Number, last, now);
    }

    public void Edit(int choice, DateTime now)
    {
        var may = items.Where(item => item.Kind != Kind.Mention).ToList();
        if (may.Count == 0) return;
        var item = may[choice % may.Count];
        items[items.IndexOf(item)] = item with { Text = $"words {++last} instead" };
        if (item.Kind == Kind.Comment) Tell("COMMENT_EDIT", item.Under, item.Number, now);
    }

    /// <summary>Removes something, with all that hangs from it. Of a post, and of what hangs, the platform tells nothing.</summary>
    public void Delete(int choice, DateTime now)
    {
        var may = items.Where(item => item.Kind != Kind.Mention).ToList();
        if (may.Count == 0) return;
        var gone = may[choice % may.Count];
        items.RemoveAll(item => item == gone || (gone.Kind == Kind.Post ? item.Under == gone.Number : item.Parent == gone.Number));
        if (gone.Kind == Kind.Comment) Tell("COMMENT_DELETE", gone.Under, gone.Number, now);
    }

    /// <summary>Answers a call.</summary>
    public (int Status, string Body) Answer(RestCall call) => call.Name switch
    {
        "posts" => Page(call, [.. items.Where(item => item.Kind == Kind.Post).Reverse().Select(item => Rest.Post(item.Number, item.At, item.Text))]),
        "counts" => (200, Rest.Counts([.. Listed(call).Select(post => (post, items.Count(item => item.Under == post)))])),
        "comments" => Comments(call),
        "comment" => items.Find(item => item.Kind == Kind.Comment && item.Urn == $"urn:li:comment:({call.Path[^3]},{call.Path[^1]})") is { } item
            ? (200, CommentOf(item).ToJsonString())
            : (404, Rest.Error(404)),
        "byId" => (200, ById(call)),
        "notifications" => Page(call, [.. Told(call)]),
        _ => (500, ""),
    };

    // In an order of its own, and some of them twice.
    private IEnumerable<JsonNode> Told(RestCall call)
    {
        var range = call["timeRange"]!.Trim('(', ')').Split(',').Select(part => long.Parse(part.Split(':')[1], null)).ToArray();
        var actions = call["actions"]!.Replace("List(", "", StringComparison.Ordinal).TrimEnd(')').Split(',');
        return told
            .Where(one => actions.Contains((string)one.Told["action"]!) && (long)one.Told["lastModifiedAt"]! >= range[0] && (long)one.Told["lastModifiedAt"]! <= range[1])
            .OrderBy(one => (int)one.Told["notificationId"]! % 7)
            .SelectMany(one => (int)one.Told["notificationId"]! % 5 == 0 ? new[] { one.Told, one.Told } : [one.Told])
            .Select(one => one.DeepClone());
    }

    private static IEnumerable<int> Listed(RestCall call) =>
        Uri.UnescapeDataString(call["ids"]!["List(".Length..^1]).Split(',').Select(urn => int.Parse(urn.Split(':')[^1], null));

    private (int, string) Comments(RestCall call)
    {
        var under = items.Find(item => item.Urn == call.Path[^2]);
        if (under is null) return (404, Rest.Error(404));
        var comments = under.Kind == Kind.Post ? items.Where(item => item.Under == under.Number && item.Parent is null) : items.Where(item => item.Parent == under.Number);
        return Page(call, [.. comments.Select(CommentOf)]);
    }

    private string ById(RestCall call)
    {
        JsonObject results = [], errors = [];
        foreach (var number in Listed(call))
        {
            if (items.Find(item => item.Number == number) is { } post) results[post.Urn] = Rest.Post(number, post.At, post.Text);
            else errors[Rest.Share(number)] = new JsonObject { ["status"] = 404 };
        }

        return new JsonObject { ["results"] = results, ["errors"] = errors }.ToJsonString();
    }

    private static (int, string) Page(RestCall call, IReadOnlyList<JsonNode> all)
    {
        var (start, count) = (int.Parse(call["start"]!, null), int.Parse(call["count"]!, null));
        return (200, Rest.Page(start + count < all.Count, all.Skip(start).Take(count)));
    }

    private JsonObject CommentOf(Item item) => Rest.CommentOf(
        item.Under, item.Number, item.At, item.Text, item.IsOwn ? Rest.Organization : Rest.Member, item.Parent, items.Count(answer => answer.Parent == item.Number));

    private void Tell(string action, int post, int number, DateTime now, string words = "") =>
        told.Add((Rest.Notification(told.Count + 1, action, now, post, number, words), now));

    private void Add(Item item)
    {
        items.Add(item);
        Names.AddRange([item.Urn, item.Text]);
    }

    private enum Kind
    {
        Post,
        Comment,
        Mention,
    }

    private sealed record Item(int Number, Kind Kind, DateTime At, int Under, int? Parent, bool IsOwn, string Text)
    {
        public string Urn => Kind == Kind.Comment ? Rest.Comment(Under, Number) : Rest.Share(Number);
    }
}
