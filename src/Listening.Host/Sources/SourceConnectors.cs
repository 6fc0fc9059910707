using Listening.Core.Sources;
using Listening.Host.Configuration;
using Listening.Sources.Bluesky;
using Listening.Sources.Feeds;
using Listening.Sources.Recorded;

namespace Listening.Host.Sources;

/// <summary>Builds the connector of a configured source.</summary>
internal static class SourceConnectors
{
    public static ISourceConnector Build(string name, SourceOptions source, IServiceProvider services)
    {
        var time = services.GetRequiredService<TimeProvider>();
        return source.Kind switch
        {
            SourceKind.Recorded => new RecordedConnector(name, source.Recorded ?? new RecordedOptions(), time),
            SourceKind.Feed => new FeedConnector(name, source.Feed!, FeedConnector.CreateClient(source.Feed!, time), time),
            SourceKind.Bluesky => new BlueskyConnector(
                name, source.Bluesky!, services.GetRequiredService<IBlueskySessionStore>(), BlueskyConnector.CreateClient(source.Bluesky!, time), time),
            _ => throw new InvalidOperationException($"Unknown kind of source {source.Kind}."),
        };
    }

    /// <summary>A feed is somebody else's server: however many searches share it, it is asked once a minute at most.</summary>
    public static TimeSpan MinimumIntervalOf(SourceOptions source) =>
        source.Kind == SourceKind.Feed ? TimeSpan.FromMinutes(1) : TimeSpan.Zero;
}
