using System.Text.Json;
using Listening.Core.Posts;
using Listening.Sources.Json;

namespace Listening.Sources.X;

/// <summary>Turns X's view of a post into a post.</summary>
/// <remarks>
/// Every edit has an id of its own and lists all ids of the post. <see cref="Post.Id"/> is the first of them, so that an edit is
/// the same post; <see cref="Post.Url"/> leads to the version that was read, and is where the re-check takes its id from.
/// </remarks>
internal sealed class XPosts(string source, XOptions options)
{
    /// <summary>Reads a post.</summary>
    /// <returns>Null when it has no id.</returns>
    public XEntry? Read(JsonElement post, XAuthors authors, DateTime now)
    {
        if (post.Id("id") is not { } id || !XId.IsOne(id)) return null;
        var versions = Texts(post, "edit_history_tweet_ids", "edit_history_post_ids").Where(XId.IsOne).Append(id).Distinct(StringComparer.Ordinal).OrderBy(version => XId.Number(version)).ToList();
        var conversation = post.Id("conversation_id");
        var entry = new XEntry(id, versions)
        {
            IsRoot = conversation is not null && versions.Contains(conversation),
            Replies = post.At("public_metrics").Number("reply_count") ?? 0,
        };
        var references = Either(post, "referenced_tweets", "referenced_posts").Elements().ToList();
        // A repost is not the account's own words: the post is found where it was written.
        if (authors.IsWithheld(post.Id("author_id")) || references.Any(one => one.Text("type") is "retweeted" or "reposted")) return entry;

        var note = Either(post, "note_tweet", "note_post");
        var entities = XEntities.Read(post, note);
        var author = authors.Find(post.Id("author_id"));
        return entry with
        {
            Post = new Post
            {
                Id = versions[0],
                Source = source,
                Author = author,
                Text = Plain(note.Text("text") ?? post.Text("text") ?? ""),
                CreatedAt = CreatedAt(post, versions, now),
                Url = new Uri(options.WebAddress, $"/{(author.Handle.Length > 0 ? author.Handle : "i")}/status/{id}").AbsoluteUri,
                Lang = XLanguage.Of(post.Text("lang")),
                Links = entities.Links,
                Hashtags = entities.Hashtags,
                Mentions = entities.Mentions,
                ReplyTo = references.Where(one => one.Text("type") == "replied_to").Select(one => one.Id("id")).FirstOrDefault(),
                Conversation = conversation,
                CollectedAt = now,
            },
        };
    }

    /// <summary>The id of the version that a held post was read from: the one its link names, else its first.</summary>
    public static string VersionOf(Post held) =>
        Uri.TryCreate(held.Url, UriKind.Absolute, out var link) && link.AbsolutePath.Split('/') is ["", _, "status", var id] && XId.IsOne(id) ? id : held.Id;

    // An edit carries its own time; the post was published with its first version.
    private static DateTime CreatedAt(JsonElement post, List<string> versions, DateTime now)
    {
        var stated = versions.Count == 1 ? post.Time("created_at") : null;
        var created = stated ?? XId.TimeOf(versions[0]) ?? now;
        return created < now ? created : now;
    }

    // X writes these three as HTML does, and nothing else.
    private static string Plain(string text) =>
        text.Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal).Replace("&amp;", "&", StringComparison.Ordinal);

    private static JsonElement Either(JsonElement post, string older, string newer) =>
        post.At(older) is { ValueKind: not JsonValueKind.Undefined } value ? value : post.At(newer);

    private static IEnumerable<string> Texts(JsonElement post, string older, string newer) => post.Texts(older).Concat(post.Texts(newer));
}

/// <summary>What an entry of a page says.</summary>
/// <param name="Version">The id of the version that it shows.</param>
/// <param name="Versions">The ids of all versions so far, the first one first.</param>
internal sealed record XEntry(string Version, IReadOnlyList<string> Versions)
{
    /// <summary>The post; null when the entry holds none for us (a repost, a protected author).</summary>
    public Post? Post { get; init; }

    /// <summary>True for the first post of a conversation.</summary>
    public bool IsRoot { get; init; }

    /// <summary>Direct replies, as X counts them.</summary>
    public long Replies { get; init; }
}
