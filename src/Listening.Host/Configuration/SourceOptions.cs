using System.ComponentModel.DataAnnotations;
using Listening.Core.Retention;
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

namespace Listening.Host.Configuration;

/// <summary>A configured source. The section of its kind holds its own settings.</summary>
public sealed class SourceOptions
{
    [Required]
    public SourceKind? Kind { get; set; }

    /// <summary>The platform's own limit in hours, when it is shorter than the standard one.</summary>
    [Range(1, RetentionPolicy.LongestHours)]
    public int? KeepHours { get; set; }

    /// <summary>What it may use up in a day at most; not limited where not set.</summary>
    public SourceBudgetOptions? Budget { get; set; }

    public RecordedOptions? Recorded { get; set; }

    public FeedOptions? Feed { get; set; }

    public BlueskyOptions? Bluesky { get; set; }

    public BlueskyStreamOptions? BlueskyStream { get; set; }

    public MastodonOptions? Mastodon { get; set; }

    public MastodonStreamOptions? MastodonStream { get; set; }

    public XOptions? X { get; set; }

    public YouTubeOptions? YouTube { get; set; }

    public FacebookOptions? Facebook { get; set; }

    public LinkedInOptions? LinkedIn { get; set; }

    public WhatDoTheyKnowOptions? WhatDoTheyKnow { get; set; }

    /// <summary>The section of a kind; null when it is not there.</summary>
    internal object? SectionOf(SourceKind kind) => kind switch
    {
        SourceKind.Recorded => Recorded,
        SourceKind.Feed => Feed,
        SourceKind.Bluesky => Bluesky,
        SourceKind.BlueskyStream => BlueskyStream,
        SourceKind.Mastodon => Mastodon,
        SourceKind.MastodonStream => MastodonStream,
        SourceKind.X => X,
        SourceKind.YouTube => YouTube,
        SourceKind.Facebook => Facebook,
        SourceKind.LinkedIn => LinkedIn,
        SourceKind.WhatDoTheyKnow => WhatDoTheyKnow,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a kind of source."),
    };
}

/// <summary>What a source may use up in a day of its platform. Collection pauses rather than overspend it.</summary>
public sealed class SourceBudgetOptions
{
    /// <summary>Requests a day.</summary>
    [Range(1, 100_000_000)]
    public long? CallsPerDay { get; set; }

    /// <summary>Units of the platform's own quota a day.</summary>
    [Range(1, 1_000_000_000)]
    public long? UnitsPerDay { get; set; }

    /// <summary>Money a day, in the currency of the platform's price list.</summary>
    [Range(typeof(decimal), "0.001", "1000000")]
    public decimal? CostPerDay { get; set; }
}

/// <summary>Kinds of source.</summary>
public enum SourceKind
{
    Recorded,
    Feed,
    Bluesky,
    BlueskyStream,
    Mastodon,
    MastodonStream,
    X,
    YouTube,
    Facebook,
    LinkedIn,
    WhatDoTheyKnow,
}
