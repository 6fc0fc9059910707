using System.Collections.Immutable;

namespace Listening.Sources.Mastodon;

/// <summary>A hashtag timeline as the platform takes it: posts with any of the first hashtags, all of the second and none of the third.</summary>
/// <param name="Any">At least one; the first stands in the request's path.</param>
/// <param name="All">Further hashtags that have to be there.</param>
/// <param name="None">Hashtags that may not be there.</param>
internal sealed record TagTimeline(ImmutableList<string> Any, ImmutableList<string> All, ImmutableList<string> None)
{
    /// <summary>Hashtags that the platform looks at in each group; it passes over further ones without a word.</summary>
    public const int MostInGroup = 4;

    /// <summary>The request.</summary>
    public MastodonRequest Request() => new(PagingStyle.Timeline, "timelines/tag", $"/api/v1/timelines/tag/{Uri.EscapeDataString(Any[0])}", [
        .. Any.Skip(1).Select(tag => new KeyValuePair<string, string>("any[]", tag)),
        // Fewer conditions find more, so what is too many is left to the local matcher.
        .. All.Take(MostInGroup).Select(tag => new KeyValuePair<string, string>("all[]", tag)),
        .. None.Take(MostInGroup).Select(tag => new KeyValuePair<string, string>("none[]", tag)),
    ]);
}
