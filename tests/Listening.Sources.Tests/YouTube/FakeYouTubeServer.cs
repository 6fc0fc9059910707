using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Listening.Sources.Tests.YouTube;

/// <summary>Answers the list methods for a <see cref="FakeYouTube"/>: pages by tokens that say nothing, newest first, with at most so many entries.</summary>
internal sealed class FakeYouTubeServer(FakeYouTube platform, int mostOnPage, bool oldestRepliesFirst)
{
    private const int RepliesShown = 5;
    private readonly Dictionary<string, (DateTime Published, string Id)> places = new(StringComparer.Ordinal);

    public async Task AnswerAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var (status, body) = context.Request.Path.Value!.Split('/')[^1] switch
        {
            "channels" => (200, YouTubeJson.List(null, YouTubeJson.Channel(ScriptedYouTube.Own, "UUaaaaaaaaaaaaaaaaaaaaaa"))),
            "playlistItems" => Page(query, platform.Videos, video => (video.Published, video.Id), video => YouTubeJson.PlaylistItem(video.Id, video.Published)),
            "search" => Page(query, platform.Videos.Where(video => video.Published >= After(query)), video => (video.Published, video.Id), video => YouTubeJson.Found(video.Id)),
            "videos" => (200, YouTubeJson.List(null, [.. platform.Videos.Where(video => Ids(query).Contains(video.Id)).Select(video => YouTubeJson.Video(video.Id, video.Published, platform.Count(video), video.Title))])),
            "commentThreads" => Threads(query),
            "comments" => Comments(query),
            _ => (404, ""),
        };
        context.Response.StatusCode = status;
        await context.Response.WriteAsync(body);
    }

    private (int, string) Threads(IQueryCollection query)
    {
        var threads = platform.Comments.Where(comment => comment.Parent is null);
        if (query.TryGetValue("videoId", out var id))
        {
            var video = platform.Videos.Find(one => one.Id == id);
            if (video is null) return (404, YouTubeJson.Error(404, "videoNotFound"));
            if (video.IsClosed) return (403, YouTubeJson.Error(403, "commentsDisabled"));
            threads = threads.Where(comment => comment.Video == id);
        }

        return Page(query, threads, comment => (comment.Published, comment.Id), Thread);
    }

    private (int, string) Comments(IQueryCollection query)
    {
        if (!query.TryGetValue("parentId", out var parent))
            return (200, YouTubeJson.List(null, [.. platform.Comments.Where(comment => Ids(query).Contains(comment.Id)).Select(comment => Comment(comment, isAlone: true))]));
        return platform.Comments.Exists(comment => comment.Id == parent)
            ? Page(query, Replies(parent!), comment => (comment.Published, comment.Id), comment => Comment(comment, isAlone: true), oldestRepliesFirst)
            : (404, YouTubeJson.Error(404, "commentNotFound"));
    }

    private JsonObject Thread(FakeComment first)
    {
        var replies = Replies(first.Id).OrderByDescending(reply => reply.Published).ThenByDescending(reply => reply.Id, StringComparer.Ordinal).ToList();
        return YouTubeJson.Thread(
            first.Id, first.Published, replies.Count, [.. replies.Take(RepliesShown).Select(reply => Comment(reply, isAlone: false))], first.Text, first.Updated, first.Video);
    }

    // Asked for without its thread, a comment does not say which video it stands under.
    private static JsonObject Comment(FakeComment comment, bool isAlone) =>
        YouTubeJson.Comment(comment.Id, comment.Published, comment.Text, comment.Updated, comment.Parent, isAlone ? null : comment.Video);

    private IEnumerable<FakeComment> Replies(string parent) => platform.Comments.Where(comment => comment.Parent == parent);

    private static string[] Ids(IQueryCollection query) => query["id"].ToString().Split(',');

    private static DateTime After(IQueryCollection query) => DateTimeOffset.Parse(query["publishedAfter"]!, CultureInfo.InvariantCulture).UtcDateTime;

    // A page begins behind the last entry of the one before, whatever came or went in front of it.
    private (int, string) Page<T>(
        IQueryCollection query, IEnumerable<T> all, Func<T, (DateTime Published, string Id)> placeOf, Func<T, JsonObject> write, bool oldestFirst = false)
    {
        var order = oldestFirst ? 1 : -1;
        int Compare((DateTime Published, string Id) one, (DateTime Published, string Id) other) =>
            order * (one.Published != other.Published ? one.Published.CompareTo(other.Published) : string.CompareOrdinal(one.Id, other.Id));

        var sorted = all.OrderBy(placeOf, Comparer<(DateTime, string)>.Create(Compare)).ToList();
        if (query.TryGetValue("pageToken", out var token))
        {
            if (!places.TryGetValue(token!, out var place)) return (400, YouTubeJson.Error(400, "invalidPageToken"));
            sorted = sorted.FindAll(entry => Compare(placeOf(entry), place) > 0);
        }

        var page = sorted.Take(Math.Min(mostOnPage, int.Parse(query["maxResults"]!, CultureInfo.InvariantCulture))).ToList();
        string? next = null;
        if (page.Count < sorted.Count) places[next = string.Create(CultureInfo.InvariantCulture, $"page{places.Count}")] = placeOf(page[^1]);
        return (200, YouTubeJson.List(next, [.. page.Select(write)]));
    }
}
