using System.Text.Json;
using Listening.Core.Posts;
using Listening.Core.Sources;
using Listening.Sources.Json;

namespace Listening.Sources.YouTube;

/// <summary>Asks for held posts again by their ids: what the answer leaves out is gone, what says something else has changed.</summary>
internal sealed class YouTubeCheck(YouTubeClient client, YouTubePost posts, TimeProvider time)
{
    /// <summary>Comments that the platform gives at once.</summary>
    public const int Most = 100;

    /// <summary>Checks posts; see <see cref="IUpstreamCheck.CheckAsync"/>.</summary>
    public async Task<UpstreamRead> CheckAsync(IReadOnlyList<Post> held, CancellationToken cancellationToken)
    {
        var (gone, changed) = (new List<string>(), new List<Post>());
        // An id with a comma in it is none of the platform's, and would be asked for as two.
        var known = held.Where(post => post.Id.Length > 0 && !post.Id.Contains(',', StringComparison.Ordinal)).DistinctBy(post => post.Id);
        foreach (var group in known.GroupBy(post => YouTubePost.VideoOf(post.Id) is not null))
        {
            foreach (var batch in group.Chunk(group.Key ? VideoDetails.Most : Most))
            {
                if (await CheckAsync(batch, isVideos: group.Key, gone, changed, cancellationToken) is { } failure) return UpstreamRead.Failed(failure);
            }
        }

        return new UpstreamRead { Gone = gone, Changed = changed };
    }

    private async Task<SourceFailure?> CheckAsync(Post[] batch, bool isVideos, List<string> gone, List<Post> changed, CancellationToken cancellationToken)
    {
        var ids = string.Join(',', batch.Select(post => YouTubePost.VideoOf(post.Id) ?? post.Id));
        var answer = isVideos
            ? await client.ListAsync("videos", [("part", "snippet,status"), ("id", ids)], cancellationToken)
            : await client.ListAsync("comments", [("part", "snippet"), ("id", ids), ("textFormat", "plainText")], cancellationToken);
        if (YouTubeErrors.IsGone(YouTubeErrors.Reason(answer.Body)))
            return await HalveAsync(batch, isVideos, gone, changed, cancellationToken);
        if (answer.Failure is { } failure) return failure;

        var body = answer.Body!.Value;
        if (!IsWhole(body))
            return new SourceFailure(SourceFailureKind.Rejected, $"The answer to {answer.Method} is not whole, so nothing can be concluded from what it leaves out.", null);
        Compare(batch, [.. body.Items("items")], isVideos, gone, changed);
        return null;
    }

    // The documentation lets the platform refuse a batch for one comment that is gone, without saying which.
    private async Task<SourceFailure?> HalveAsync(Post[] batch, bool isVideos, List<string> gone, List<Post> changed, CancellationToken cancellationToken)
    {
        if (batch.Length == 1)
        {
            gone.Add(batch[0].Id);
            return null;
        }

        foreach (var half in batch.Chunk((batch.Length + 1) / 2))
        {
            if (await CheckAsync(half, isVideos, gone, changed, cancellationToken) is { } failure) return failure;
        }

        return null;
    }

    private void Compare(Post[] batch, List<JsonElement> items, bool isVideos, List<string> gone, List<Post> changed)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var given = items.Where(item => item.Id("id") is not null).DistinctBy(item => item.Id("id")).ToDictionary(item => item.Id("id")!, StringComparer.Ordinal);
        foreach (var post in batch)
        {
            if (!given.TryGetValue(YouTubePost.VideoOf(post.Id) ?? post.Id, out var item) || !IsPublic(item, isVideos))
                gone.Add(post.Id);
            else if ((isVideos ? posts.Video(item, now) : posts.Comment(item, video: null, now)) is { } read && read.Text != post.Text)
                changed.Add(post with { Text = read.Text, Author = read.Author, Lang = read.Lang ?? post.Lang, CollectedAt = now });
        }
    }

    private static bool IsPublic(JsonElement item, bool isVideo) =>
        isVideo ? YouTubePost.IsPublicVideo(item) : YouTubePost.IsPublic(item.At("snippet"));

    // An answer that leads on to another page, or that has no list and does not say that it is empty, proves nothing.
    private static bool IsWhole(JsonElement body) =>
        body.Text("nextPageToken") is null && (body.At("items").ValueKind == JsonValueKind.Array || body.At("pageInfo").Number("totalResults") == 0);
}
