using Listening.Core.Querying;

namespace Listening.Sources.Bluesky;

/// <summary>Derives searches.</summary>
internal static class BlueskyPrefilter
{
    public static IReadOnlyList<BlueskySearch> Derive(Query query) => [new BlueskySearch(query.Text)];
}
