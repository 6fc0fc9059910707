using System.Text.Json;
using Listening.Core.Posts;
using Listening.Sources.Json;
using Listening.Sources.Text;

namespace Listening.Sources.Facebook;

/// <summary>Turns the platform's posts and comments into posts.</summary>
internal sealed class FacebookPost(string source, FacebookOptions options, TimeProvider time)
{
    /// <summary>Fields of a post, and with them the newest comment and the number of all.</summary>
    public const string Fields = "id,message,created_time,permalink_url,from,message_tags,privacy";

    /// <summary>What tells that comments have changed.</summary>
    public const string CommentsField = "comments.filter(stream).order(reverse_chronological).limit(1).summary(true){created_time}";

    /// <summary>Fields of a comment.</summary>
    public const string CommentFields = "id,message,created_time,from,parent,permalink_url,message_tags,is_private";

    private static readonly Uri Web = new("https://www.facebook.com/");

    /// <summary>True when the page itself wrote it. The platform always names the page; of others it often says nothing.</summary>
    public bool IsOwn(JsonElement entry) => entry.At("from").Id("id") == options.PageId;

    /// <summary>False for what only some people may see.</summary>
    public static bool IsPublic(JsonElement entry) =>
        entry.At("privacy").Text("value") is null or "" or "EVERYONE" && !entry.Flag("is_private");

    /// <summary>The people, pages and events that are named as such in the words.</summary>
    public static IReadOnlyList<string> Tags(JsonElement entry) =>
        [.. entry.Items("message_tags").Select(tag => tag.Text("name")?.TrimStart('@', '#')).OfType<string>().Where(name => name.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>Changes whenever a comment comes or goes: when the newest was written, and how many there are. The number alone is the same after one went and another came.</summary>
    public static long Comments(JsonElement entry)
    {
        const long MostComments = 10_000_000;
        var comments = entry.At("comments");
        var count = Math.Clamp(comments.At("summary").Number("total_count") ?? 0, 0, MostComments - 1);
        var newest = comments.Items("data").Select(comment => comment.Time("created_time")).FirstOrDefault();
        return count == 0 || newest is null ? count : (new DateTimeOffset(newest.Value).ToUnixTimeSeconds() * MostComments) + count;
    }

    /// <summary>Reads a post.</summary>
    /// <returns>Null when it has no id.</returns>
    public Post? Read(JsonElement entry)
    {
        if (entry.Id("id") is not { } id) return null;
        var now = time.GetUtcNow().UtcDateTime;
        var created = entry.Time("created_time") ?? now;
        var from = entry.At("from");
        return new Post
        {
            Id = id,
            Source = source,
            Author = new Author(from.Id("id") ?? "", "", from.Text("name") ?? ""),
            Text = entry.Text("message") ?? "",
            CreatedAt = created < now ? created : now,
            Url = WebLink.Resolve(entry.Text("permalink_url"), Web),
            Mentions = Tags(entry),
            CollectedAt = now,
        };
    }

    /// <summary>Reads a comment.</summary>
    /// <param name="entry">The comment.</param>
    /// <param name="post">Id of the post that it stands under.</param>
    public Post? ReadComment(JsonElement entry, string post) => Read(entry) is { } comment
        ? comment with { ReplyTo = entry.At("parent").Id("id") ?? post, Conversation = post }
        : null;
}
