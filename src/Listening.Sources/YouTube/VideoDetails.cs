using Listening.Core.Posts;
using Listening.Sources.Json;

namespace Listening.Sources.YouTube;

/// <summary>Reads videos by their ids, with their numbers of comments: one unit for up to fifty.</summary>
internal sealed class VideoDetails(YouTubeClient client, YouTubePost posts)
{
    /// <summary>Videos that the platform gives at once.</summary>
    public const int Most = 50;

    /// <summary>Asks for videos.</summary>
    /// <returns>The new ones as posts, all that are public as entries, and what the answer leaves out as gone.</returns>
    public async Task<ListingRead> ReadAsync(YouTubeTurn turn, IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        if (ids.Count == 0) return new ListingRead(new Listing());
        var answer = await client.ListAsync("videos", [("part", "snippet,statistics,status"), ("id", string.Join(',', ids))], cancellationToken);
        if (answer.Failure is { } failure) return new ListingRead(null, failure, YouTubeErrors.Reason(answer.Body));

        var given = answer.Body!.Value.Items("items").ToList();
        var (found, items, malformed) = (new List<Post>(), new List<Listed>(), 0);
        foreach (var video in given.Where(YouTubePost.IsPublicVideo))
        {
            if (posts.Video(video, turn.Now) is not { } post)
            {
                malformed++;
                continue;
            }

            var id = YouTubePost.VideoOf(post.Id)!;
            var item = new Listed(id, turn.MarkOf(id), ItemStamp.Of(post.CreatedAt, YouTubeWire.Count(video.At("statistics"), "commentCount")), id, post.CreatedAt);
            var isKnown = turn.Known.Has(item.Mark);
            // A page read again gives nothing out, so what it brings up for the first time waits for the next run.
            if (turn.IsAgain && !isKnown && turn.Run.Trail.All(step => step.Mark != item.Mark)) continue;
            items.Add(item);
            if (!turn.IsAgain && !isKnown) found.Add(post);
        }

        return new ListingRead(new Listing
        {
            Posts = found,
            Items = items,
            Gone = [.. ids.Except(given.Select(video => video.Id("id")).OfType<string>(), StringComparer.Ordinal).Select(YouTubePost.IdOfVideo)],
            Malformed = malformed,
        });
    }
}
