using System.Text.Json;
using Listening.Core.Posts;
using Listening.Sources.Json;
using Listening.Sources.Text;

namespace Listening.Sources.LinkedIn;

/// <summary>Turns the platform's posts and comments into posts.</summary>
/// <remarks>Of members their ids are kept and nothing else: their profiles may be kept for a day only.</remarks>
internal sealed class LinkedInPost(string source, LinkedInOptions options, TimeProvider time)
{
    /// <summary>True when the organisation itself wrote it.</summary>
    public bool IsOwn(Post post) => post.Author.Id == options.Organization;

    /// <summary>True for a post that everybody may see.</summary>
    public static bool IsPublic(JsonElement entry) =>
        entry.Text("lifecycleState") is null or "PUBLISHED" && entry.Text("visibility") is null or "PUBLIC";

    /// <summary>When a post was published; null when the platform does not say.</summary>
    public static DateTime? PublishedAt(JsonElement entry) => entry.Moment("publishedAt", "createdAt", "firstPublishedAt");

    /// <summary>Reads a post.</summary>
    /// <returns>Null when it has no name.</returns>
    public Post? Read(JsonElement entry)
    {
        if (entry.Id("id") is not { } urn) return null;
        var words = LinkedInText.Of(entry.Text("commentary") ?? "");
        return Basic(urn, entry.Text("author"), NameOf(entry.At("author~")), PublishedAt(entry)) with
        {
            Text = words.Text,
            Url = Update(urn),
            Links = WebLink.Resolve(entry.At("content", "article").Text("source"), null) is { } link ? [link] : [],
            Hashtags = words.Hashtags,
            Mentions = words.Mentions,
        };
    }

    /// <summary>Reads a comment.</summary>
    /// <param name="entry">The comment.</param>
    /// <param name="post">Name of the post that it stands under.</param>
    public Post? ReadComment(JsonElement entry, string post)
    {
        var urn = LinkedInUrn.Comment(entry.Text("commentUrn") ?? entry.Text("$URN"))
            ?? (entry.Text("object") is { Length: > 0 } under && entry.Id("id") is { } id ? LinkedInUrn.Comment(under, id) : null);
        if (urn is null) return null;
        var created = entry.At("created");
        return Basic(urn, entry.Text("actor") ?? created.Text("actor"), NameOf(entry.At("actor~")), created.Moment("time")) with
        {
            Text = entry.At("message").Text("text") ?? "",
            Url = $"{Update(post)}?commentUrn={LinkedInUrn.Escape(urn)}",
            ReplyTo = LinkedInUrn.Comment(entry.Text("parentComment")) ?? post,
            Conversation = post,
        };
    }

    /// <summary>Reads what a notification tells of somebody else's post; the post itself may not be asked for.</summary>
    public Post? ReadShare(JsonElement share, DateTime at)
    {
        if (share.Text("entity") is not { Length: > 0 } urn) return null;
        var words = LinkedInText.Of(share.Text("text") ?? "");
        return Basic(urn, share.Text("owner"), "", at) with { Text = words.Text, Url = Update(urn), Hashtags = words.Hashtags, Mentions = words.Mentions };
    }

    private Post Basic(string urn, string? author, string name, DateTime? created)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return new Post
        {
            Id = urn,
            Source = source,
            Author = new Author(author ?? "", "", name),
            CreatedAt = created < now ? created.Value : now,
            CollectedAt = now,
        };
    }

    private string Update(string urn) => new Uri(options.WebAddress, $"/feed/update/{urn}/").AbsoluteUri;

    private string NameOf(JsonElement person)
    {
        if (!options.KeepNames) return "";
        return person.Text("localizedName") ?? $"{person.Text("localizedFirstName")} {person.Text("localizedLastName")}".Trim();
    }
}
