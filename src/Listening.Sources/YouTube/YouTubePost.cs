using System.Text.Json;
using Listening.Core.Posts;
using Listening.Sources.Json;

namespace Listening.Sources.YouTube;

/// <summary>Turns comments and videos into posts.</summary>
/// <remarks>
/// A comment keeps the platform's id. A video's id is the platform's behind <c>video:</c>, and as no comment's id has a colon, the two
/// never meet. A comment answers its video, a reply the comment above it, and the conversation of both is the video's.
/// </remarks>
internal sealed class YouTubePost(string source, YouTubeOptions options)
{
    private const string Prefix = "video:";

    /// <summary>A post's id of a video.</summary>
    public static string IdOfVideo(string videoId) => Prefix + videoId;

    /// <summary>The platform's id of the video that a post's id names; null when it names a comment.</summary>
    public static string? VideoOf(string? postId) => postId?.StartsWith(Prefix, StringComparison.Ordinal) == true ? postId[Prefix.Length..] : null;

    /// <summary>True for a comment that everybody may see. One that is held back for its channel's owner is not kept.</summary>
    public static bool IsPublic(JsonElement snippet) => snippet.Text("moderationStatus") is null or "published";

    /// <summary>True for a video that everybody may find; unlisted and private ones are not kept.</summary>
    public static bool IsPublicVideo(JsonElement video) => video.At("status").Text("privacyStatus") is null or "public";

    /// <summary>When a comment was published; null when that cannot be read.</summary>
    public static DateTime? Published(JsonElement comment) => comment.At("snippet").Time("publishedAt");

    /// <summary>When a comment was last changed after it was published; null when it was not.</summary>
    public static DateTime? Edited(JsonElement comment) =>
        comment.At("snippet").Time("updatedAt") is { } updated && !(updated <= Published(comment)) ? updated : null;

    /// <summary>Reads a comment or a reply.</summary>
    /// <param name="comment">As commentThreads.list and comments.list give it.</param>
    /// <param name="video">Id of its video, where the answer leaves it out.</param>
    /// <param name="now">The present time, UTC.</param>
    /// <returns>Null when it lacks what makes a comment: an id and its words.</returns>
    public Post? Comment(JsonElement comment, string? video, DateTime now)
    {
        var snippet = comment.At("snippet");
        if (comment.Id("id") is not { } id || id.Contains(':', StringComparison.Ordinal)) return null;
        if ((snippet.Text("textDisplay") ?? snippet.Text("textOriginal")) is not { } text) return null;

        video = snippet.Id("videoId") ?? video;
        var name = snippet.Text("authorDisplayName") ?? "";
        return new Post
        {
            Id = id,
            Source = source,
            Author = new Author(snippet.At("authorChannelId").Id("value") ?? "", HandleIn(name), name),
            Text = text,
            CreatedAt = Earlier(Published(comment) ?? now, now),
            Url = video is null ? null : Page($"/watch?v={Uri.EscapeDataString(video)}&lc={Uri.EscapeDataString(id)}"),
            ReplyTo = snippet.Id("parentId") ?? Conversation(video),
            Conversation = Conversation(video),
            CollectedAt = now,
        };
    }

    /// <summary>Reads a video.</summary>
    /// <returns>Null when it lacks what makes a video: an id and a title.</returns>
    public Post? Video(JsonElement video, DateTime now)
    {
        var snippet = video.At("snippet");
        if (video.Id("id") is not { } id || snippet.Text("title") is not { } title) return null;

        var description = snippet.Text("description") ?? "";
        return new Post
        {
            Id = IdOfVideo(id),
            Source = source,
            Author = new Author(snippet.Id("channelId") ?? "", "", snippet.Text("channelTitle") ?? ""),
            Text = description.Length == 0 ? title : $"{title}\n\n{description}",
            CreatedAt = Earlier(snippet.Time("publishedAt") ?? now, now),
            Url = Page($"/watch?v={Uri.EscapeDataString(id)}"),
            Lang = Language(snippet.Text("defaultAudioLanguage")) ?? Language(snippet.Text("defaultLanguage")),
            Conversation = IdOfVideo(id),
            CollectedAt = now,
        };
    }

    private static string? Conversation(string? video) => video is null ? null : IdOfVideo(video);

    // Since the platform gave everybody a handle, that is what it shows of an author. Older comments show a name.
    private static string HandleIn(string name) => name is ['@', .. { Length: > 0 } handle] && !handle.Any(char.IsWhiteSpace) ? handle : "";

    private static string? Language(string? tag) =>
        tag is { Length: >= 2 and <= 35 } && tag.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-') ? tag : null;

    private static DateTime Earlier(DateTime one, DateTime other) => one < other ? one : other;

    private string Page(string path) => new Uri(options.WebAddress, path).AbsoluteUri;
}
