using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Listening.Core.Sources;
using Listening.Sources.Json;

namespace Listening.Sources.YouTube;

/// <summary>Reads pages of videos: of a playlist, of a search, and of what a search found before.</summary>
internal sealed class VideoListings(YouTubeClient client, YouTubeChannels channels, FollowedVideos followed, VideoDetails details, YouTubeOptions options)
{
    // Answers of search.list whose videos could not be read yet: a search is one of few a day and is not made twice for that.
    private readonly ConcurrentDictionary<string, JsonElement> searched = new(StringComparer.Ordinal);

    private string PageSize => Math.Min(options.PageSize, VideoDetails.Most).ToString(CultureInfo.InvariantCulture);

    /// <summary>A page of a channel's videos, newest first.</summary>
    public async Task<ListingRead> UploadsAsync(YouTubeTurn turn, YouTubeStep step, CancellationToken cancellationToken)
    {
        var (channel, failed) = await channels.FindAsync(turn.Part.Name, cancellationToken);
        if (failed is not null) return failed;
        return channel!.Uploads is { } uploads
            ? await PlaylistAsync(turn, step, uploads, cancellationToken)
            : new ListingRead(null, new SourceFailure(SourceFailureKind.Misconfigured, "The channel that the search names has no public videos.", null));
    }

    /// <summary>A page of a playlist, in its owner's order. Videos that are known cost nothing further: of a video, only its comments change unseen.</summary>
    public async Task<ListingRead> PlaylistAsync(YouTubeTurn turn, YouTubeStep step, string playlist, CancellationToken cancellationToken)
    {
        var answer = await client.ListAsync(
            "playlistItems",
            [("part", "snippet,contentDetails"), ("playlistId", playlist), ("maxResults", PageSize), ("pageToken", step.Token)],
            cancellationToken);
        if (answer.Failure is { } failure) return new ListingRead(null, failure, YouTubeErrors.Reason(answer.Body));

        var body = answer.Body!.Value;
        var entries = body.Items("items").Select(PlaylistEntry).ToList();
        var wanted = entries.Where(entry => entry.Id is not null && !(entry.Added < turn.Run.From)).DistinctBy(entry => entry.Id).ToDictionary(entry => entry.Id!, entry => entry.Added ?? turn.Now, StringComparer.Ordinal);
        var read = await details.ReadAsync(turn, [.. wanted.Keys.Where(id => !turn.Known.Has(turn.MarkOf(id)))], cancellationToken);
        if (read.Listing is not { } found) return read;

        // Newest first, but only roughly: one page that is old throughout ends it.
        var isOldEnough = turn.Part.IsNewestFirst && entries.Count > 0 && entries.TrueForAll(entry => entry.Added < turn.Run.From);
        return new ListingRead(found with
        {
            Gone = [],
            // Their comments are another list's business; they are remembered as long as they count as newly added.
            Items = [.. found.Items.Select(item => item with { Stamp = ItemStamp.Of(wanted[item.Id], 0) })],
            Malformed = found.Malformed + entries.Count(entry => entry.Id is null),
            Next = isOldEnough ? null : YouTubeWire.NextToken(body),
            Gap = !isOldEnough && YouTubeWire.HasUnusableToken(body),
        });
    }

    /// <summary>A page of a search for videos.</summary>
    public async Task<ListingRead> SearchAsync(YouTubeTurn turn, YouTubeStep step, CancellationToken cancellationToken)
    {
        var place = $"{turn.Search}\n{turn.Run.Place(0)}";
        if (step.Token is null && turn.Run.IsWide && !turn.IsAgain) followed.Begin(turn.Search, turn.Run.Started);
        if (!searched.TryRemove(place, out var body))
        {
            var answer = await client.ListAsync(
                "search",
                [
                    ("part", "snippet"), ("q", turn.Part.Name), ("type", "video"), ("order", "date"),
                    ("publishedAfter", turn.Run.SearchFrom.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)),
                    ("maxResults", PageSize), ("pageToken", step.Token),
                ],
                cancellationToken);
            if (answer.Failure is { } failure) return new ListingRead(null, failure, YouTubeErrors.Reason(answer.Body));
            body = answer.Body!.Value;
        }

        var entries = body.Items("items").ToList();
        var ids = entries.Select(entry => entry.At("id").Id("videoId")).ToList();
        var read = await details.ReadAsync(turn, [.. ids.OfType<string>().Distinct(StringComparer.Ordinal)], cancellationToken);
        if (read.Listing is not { } found)
        {
            searched[place] = body;
            return read;
        }

        followed.Add(turn.Search, found.Items.Select(item => (item.Id, item.Published ?? turn.Now)));
        // An empty page with a token behind it leads to more empty ones, each a call.
        var next = entries.Count > 0 ? YouTubeWire.NextToken(body) : null;
        if (next is null && turn.Run.IsWide) followed.Complete(turn.Search, turn.Run.Started);
        // A video that was found and is not given may have been hidden that moment; the re-check tells.
        return new ListingRead(found with { Gone = [], Malformed = found.Malformed + ids.Count(id => id is null), Next = next, Gap = YouTubeWire.HasUnusableToken(body) });
    }

    /// <summary>A page of the videos that the search found before. No list of the platform's: the token is a place in what is remembered.</summary>
    public async Task<ListingRead> FollowedAsync(YouTubeTurn turn, YouTubeStep step, CancellationToken cancellationToken)
    {
        if (turn.Run.IsWide) return new ListingRead(new Listing());
        var all = followed.Since(turn.Search, turn.Run.From);
        var at = int.TryParse(step.Token, NumberStyles.None, CultureInfo.InvariantCulture, out var place) ? place : 0;
        var read = await details.ReadAsync(turn, [.. all.Skip(at).Take(VideoDetails.Most).OfType<string>()], cancellationToken);
        followed.Lose(turn.Search, (read.Listing?.Gone ?? []).Select(id => YouTubePost.VideoOf(id)!));
        var next = at + VideoDetails.Most;
        return read.Listing is null || next >= all.Count
            ? read
            : new ListingRead(read.Listing with { Next = next.ToString(CultureInfo.InvariantCulture) });
    }

    // Published or added to the playlist, whichever was later: a video may be published long after it was uploaded, and listed long after that.
    private static (string? Id, DateTime? Added) PlaylistEntry(JsonElement entry)
    {
        var (added, published) = (entry.At("snippet").Time("publishedAt"), entry.At("contentDetails").Time("videoPublishedAt"));
        return (entry.At("contentDetails").Id("videoId") ?? entry.At("snippet", "resourceId").Id("videoId"), added < published ? published : added ?? published);
    }
}
