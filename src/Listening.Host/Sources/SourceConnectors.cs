using Listening.Application.Collection;
using Listening.Application.Sources;
using Listening.Core.Sources;
using Listening.Host.Configuration;
using Listening.Sources.Bluesky;
using Listening.Sources.BlueskyStream;
using Listening.Sources.Facebook;
using Listening.Sources.Feeds;
using Listening.Sources.LinkedIn;
using Listening.Sources.Mastodon;
using Listening.Sources.Recorded;
using Listening.Sources.WhatDoTheyKnow;
using Listening.Sources.X;
using Listening.Sources.YouTube;

namespace Listening.Host.Sources;

/// <summary>Builds configured sources.</summary>
internal static class SourceConnectors
{
    /// <summary>The source with its connector and under which conditions it is read.</summary>
    public static SourceDefinition Build(string name, SourceOptions source, IServiceProvider services)
    {
        var time = services.GetRequiredService<TimeProvider>();
        var meter = SourceBudgets.MeterOf(source, time);
        return new SourceDefinition(name, ConnectorOf(name, source, services, meter, time), TermsOf(source, meter));
    }

    private static ISourceConnector ConnectorOf(string name, SourceOptions source, IServiceProvider services, SourceMeter meter, TimeProvider time)
    {
        var secrets = services.GetRequiredService<ISourceSecrets>();
        switch (source.Kind)
        {
            case SourceKind.Recorded:
                return new RecordedConnector(name, source.Recorded ?? new RecordedOptions(), time);
            case SourceKind.Feed:
                return new FeedConnector(name, source.Feed!, FeedConnector.CreateClient(source.Feed!, time, meter), time);
            case SourceKind.Bluesky:
                return new BlueskyConnector(name, source.Bluesky!, secrets, BlueskyConnector.CreateClient(source.Bluesky!, time, meter), time);
            case SourceKind.BlueskyStream:
                var stream = source.BlueskyStream ?? new BlueskyStreamOptions();
                return new BlueskyStreamConnector(name, stream, BlueskyStreamConnector.CreateClient(stream, time, meter), time, meter);
            case SourceKind.Mastodon:
                return new MastodonConnector(name, source.Mastodon!, MastodonConnector.CreateClient(source.Mastodon!, time, meter), time);
            case SourceKind.MastodonStream:
                var timelines = source.MastodonStream!;
                return new MastodonStreamConnector(
                    name, timelines, MastodonStreamConnector.CreateClient(timelines, time, meter), MastodonStreamConnector.CreateStreamClient(timelines, meter), time);
            case SourceKind.X:
                return new XConnector(name, source.X!, secrets, XConnector.CreateClient(source.X!, time, meter), time, meter);
            case SourceKind.YouTube:
                return new YouTubeConnector(name, source.YouTube!, YouTubeConnector.CreateClient(source.YouTube!, time, meter), time);
            case SourceKind.Facebook:
                return new FacebookConnector(name, source.Facebook!, FacebookConnector.CreateClient(source.Facebook!, time, meter), time);
            case SourceKind.LinkedIn:
                return new LinkedInConnector(name, source.LinkedIn!, secrets, LinkedInConnector.CreateClient(source.LinkedIn!, time, meter), time);
            case SourceKind.WhatDoTheyKnow:
                var site = source.WhatDoTheyKnow ?? new WhatDoTheyKnowOptions();
                return new WhatDoTheyKnowConnector(name, site, WhatDoTheyKnowConnector.CreateClient(site, time, meter), time);
            default:
                throw new InvalidOperationException($"Unknown kind of source {source.Kind}.");
        }
    }

    // A feed is somebody else's server: however many searches share it, it is asked once a minute at most.
    private static SourceTerms TermsOf(SourceOptions source, SourceMeter meter) => new()
    {
        MinimumInterval = source.Kind == SourceKind.Feed ? TimeSpan.FromMinutes(1) : TimeSpan.Zero,
        NeedsPermission = source.Kind != SourceKind.Recorded,
        Meter = meter,
    };
}
