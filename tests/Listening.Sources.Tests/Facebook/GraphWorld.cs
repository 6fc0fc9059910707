using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Listening.Sources.Tests.Facebook;

/// <summary>A page on the platform that changes while it is read: posts, comments and answers come, are edited and go.</summary>
internal sealed class GraphWorld
{
    private readonly List<Item> items = [];
    private int last;

    /// <summary>What is there now: the native id and the words, of the posts or comments that a search is for.</summary>
    public IEnumerable<(string Id, string Text)> Of(Func<Item, Item?, bool> isWanted) =>
        items.Where(item => isWanted(item, items.Find(post => post.Id == item.Post))).Select(item => (item.Id, item.Text));

    /// <summary>Everything that ever had a name here: none of it may stand in a cursor.</summary>
    public List<string> Names { get; } = [];

    /// <summary>Adds a post.</summary>
    public void Post(string edge, bool isOwn, DateTime now) => Add(new Item($"{Graph.PageId}_{++last}", last, now, $"words {last}", isOwn, edge, null, null));

    /// <summary>Adds a comment under one of the posts, or an answer to one of its comments.</summary>
    public void Comment(int choice, bool isOwn, DateTime now)
    {
        var posts = items.Where(item => item.Edge == "feed").ToList();
        if (posts.Count == 0) return;
        var post = posts[choice % posts.Count];
        var parent = choice % 3 == 0 ? items.Find(item => item.Post == post.Id) : null;
        Add(new Item($"{post.Number}_{++last}", last, now, $"words {last}", isOwn, "comments", post.Id, parent?.Id));
    }

    /// <summary>Changes the words of something.</summary>
    public void Edit(int choice)
    {
        if (items.Count == 0) return;
        var item = items[choice % items.Count];
        items[choice % items.Count] = item with { Text = $"words {++last} instead" };
    }

    /// <summary>Removes something, with all that hangs from it.</summary>
    public void Delete(int choice)
    {
        if (items.Count == 0) return;
        var gone = items[choice % items.Count];
        items.RemoveAll(item => item == gone || item.Post == gone.Id || item.Parent == gone.Id);
    }

    /// <summary>Answers a call.</summary>
    public async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!.Split('/');
        var edge = path[^1];
        var answer = edge.Length == 0 ? ById(context.Request.Query["ids"].ToString().Split(','))
            : edge == "comments" ? Comments(path[^2], context.Request)
            : Page(items.Where(item => item.Edge == edge).Reverse().ToList(), context.Request, PostOf);
        if (answer is null) context.Response.StatusCode = 400;
        await context.Response.WriteAsync(answer ?? Graph.Error(100, 33));
    }

    private string? ById(string[] ids)
    {
        var found = new JsonObject();
        foreach (var id in ids)
        {
            if (items.Find(item => item.Id == id) is not { } item) return null;
            found[id] = new JsonObject { ["id"] = id, ["message"] = item.Text };
        }

        return found.ToJsonString();
    }

    private string? Comments(string post, HttpRequest request) => items.Exists(item => item.Id == post)
        ? Page(items.Where(item => item.Post == post).ToList(), request, CommentOf)
        : null;

    private JsonObject PostOf(Item item)
    {
        var comments = items.Where(comment => comment.Post == item.Id).ToList();
        return Graph.Post(item.Id.Split('_')[1], item.Created, item.Text, From(item), comments.Count, comments.LastOrDefault()?.Created);
    }

    private static JsonObject CommentOf(Item item)
    {
        var id = item.Id.Split('_');
        return Graph.Comment(id[0], id[1], item.Created, item.Text, From(item), item.Parent?.Split('_')[1]);
    }

    // Of others the platform says nothing as often as not.
    private static string From(Item item) => item.IsOwn ? Graph.PageId : item.Number % 2 == 0 ? "" : "555";

    // A token tells the entry that it comes after, which may be gone by the time it is used.
    private static string Page(List<Item> all, HttpRequest request, Func<Item, JsonObject> write)
    {
        var limit = int.Parse(request.Query["limit"]!, null);
        if (request.Query["after"].ToString() is { Length: > 0 } token)
        {
            var after = int.Parse(Encoding.UTF8.GetString(Convert.FromBase64String(token)), null);
            var isRising = all.Count > 1 && all[0].Number < all[^1].Number;
            all = [.. all.Where(item => request.Path.Value!.EndsWith("comments", StringComparison.Ordinal) || isRising ? item.Number > after : item.Number < after)];
        }

        var page = all.Take(limit).ToList();
        return Graph.Page(all.Count > limit ? Convert.ToBase64String(Encoding.UTF8.GetBytes(page[^1].Number.ToString("D8", null))) : null, page.Select(write));
    }

    private void Add(Item item)
    {
        items.Add(item);
        Names.Add(item.Id);
        Names.Add(item.Text);
    }

    /// <summary>Something that somebody wrote.</summary>
    internal sealed record Item(string Id, int Number, DateTime Created, string Text, bool IsOwn, string Edge, string? Post, string? Parent);
}
