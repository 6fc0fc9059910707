using System.Text.Json;
using Listening.Core.Posts;
using Listening.Sources.Json;
using Listening.Sources.Text;

namespace Listening.Sources.Mastodon;

/// <summary>Turns a server's view of a post (the platform calls it a status) into a post.</summary>
/// <remarks>
/// A post's id here is the number that this one server gave it, not its <c>uri</c>, by which the whole network knows it: only by
/// the number can the server be asked for it again or told to answer it, and deletions name nothing else. It is unique within
/// the source, which is one server; what two servers give of one post has the same <see cref="Post.Url"/>.
/// Handles are always whole (<c>name@server.example</c>), also those of the server's own accounts, which it writes without a server.
/// </remarks>
internal sealed class MastodonPost(string source, MastodonOptions options)
{
    private readonly string domain = string.IsNullOrWhiteSpace(options.HandleDomain) ? options.Service.Host : options.HandleDomain;

    /// <summary>True for what may be kept: posts that everybody may see, and that are no other person's post passed on.</summary>
    /// <remarks>Posts for followers and messages to single people come to a signed-in reader as well. They are never kept, nor is what does not say for whom it is.</remarks>
    public static bool IsKept(JsonElement status) =>
        status.Text("visibility") is "public" or "unlisted" && status.At("reblog").ValueKind is JsonValueKind.Undefined or JsonValueKind.Null;

    /// <summary>Reads a post.</summary>
    /// <returns>Null when it lacks what makes a post: an id, an account.</returns>
    public Post? Read(JsonElement status, DateTime now)
    {
        if (status.Id("id") is not { } id || status.At("account").Id("id") is not { } account) return null;
        var html = status.Text("content") ?? "";
        return new Post
        {
            Id = id,
            Source = source,
            Author = new Author(account, Handle(status.At("account").Text("acct")) ?? "", status.At("account").Text("display_name") ?? ""),
            Text = Words(status.Text("spoiler_text"), html),
            // A clock that is wrong, or meant to be, must not keep a post at the top of a queue for ever.
            CreatedAt = status.Time("created_at") is { } created && created < now ? created : now,
            Url = Address(status.Text("url")) ?? Address(status.Text("uri")),
            Lang = status.Text("language") is { Length: >= 2 and <= 35 } lang ? lang : null,
            Links = Distinct(MastodonLinks.Of(html).Append(Address(status.At("card").Text("url"))), StringComparer.Ordinal),
            Hashtags = Distinct(status.Items("tags").Select(tag => tag.Text("name")), StringComparer.OrdinalIgnoreCase),
            Mentions = Distinct(status.Items("mentions").Select(mention => Handle(mention.Text("acct"))), StringComparer.OrdinalIgnoreCase),
            ReplyTo = status.Id("in_reply_to_id"),
            CollectedAt = now,
        };
    }

    // A content warning is part of what the author says, and stands before the rest.
    private static string Words(string? warning, string html)
    {
        var text = HtmlText.Of(html).Text;
        return string.IsNullOrWhiteSpace(warning) ? text : text.Length == 0 ? warning.Trim() : $"{warning.Trim()}\n\n{text}";
    }

    private string? Handle(string? acct) => string.IsNullOrEmpty(acct) ? null : acct.Contains('@', StringComparison.Ordinal) ? acct : $"{acct}@{domain}";

    private static string? Address(string? link) => WebLink.Resolve(link, null);

    private static string[] Distinct(IEnumerable<string?> values, StringComparer comparer) =>
        [.. values.Where(value => !string.IsNullOrEmpty(value)).Select(value => value!).Distinct(comparer)];
}
