using System.Collections.Concurrent;
using Listening.Core.Sources;
using Listening.Sources.Json;

namespace Listening.Sources.YouTube;

/// <summary>Finds out a channel's id and the playlist of its uploads, once for as long as the service runs: a handle may be given to another.</summary>
internal sealed class YouTubeChannels(YouTubeClient client)
{
    private readonly ConcurrentDictionary<string, YouTubeChannel> known = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Looks a channel up.</summary>
    /// <param name="name">As <see cref="YouTubeTarget.Channel"/> gives it.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<(YouTubeChannel? Channel, ListingRead? Failed)> FindAsync(string name, CancellationToken cancellationToken)
    {
        if (known.TryGetValue(name, out var found)) return (found, null);
        var by = YouTubeTarget.IsChannelId(name) ? "id" : "forHandle";
        var answer = await client.ListAsync("channels", [("part", "contentDetails"), (by, name)], cancellationToken);
        if (answer.Failure is { } failure) return (null, new ListingRead(null, failure, YouTubeErrors.Reason(answer.Body)));

        var channel = answer.Body!.Value.Items("items").FirstOrDefault();
        if (channel.Id("id") is not { } id)
        {
            return (null, new ListingRead(null, new SourceFailure(
                SourceFailureKind.Misconfigured, "The platform knows no channel of the name that the search or the source's settings give. Check its id or handle.", null)));
        }

        found = new YouTubeChannel(id, channel.At("contentDetails", "relatedPlaylists").Id("uploads"));
        known[name] = found;
        return (found, null);
    }
}

/// <summary>A channel.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Uploads">The playlist of its videos; null when it has none.</param>
internal sealed record YouTubeChannel(string Id, string? Uploads);
