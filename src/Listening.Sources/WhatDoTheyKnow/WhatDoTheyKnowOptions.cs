using System.ComponentModel.DataAnnotations;
using Listening.Sources.Http;

namespace Listening.Sources.WhatDoTheyKnow;

/// <summary>Settings of one source of kind <c>whatdotheyknow</c>: WhatDoTheyKnow, or any other site that runs Alaveteli.</summary>
/// <remarks>No sign-in is needed. How often the site is asked is the host's business; it is run by a charity, so seldom is polite.</remarks>
public sealed record WhatDoTheyKnowOptions
{
    /// <summary>Base address of the site.</summary>
    [Required]
    public Uri Service { get; init; } = new("https://www.whatdotheyknow.com");

    /// <summary>True lets <see cref="Service"/> be a server on loopback or a private network.</summary>
    public bool AllowPrivateAddresses { get; init; }

    /// <summary>Events that a feed of the site shows at most. One that shows as many may have hidden others behind them.</summary>
    [Range(1, 1_000)]
    public int FeedLength { get; init; } = 25;

    /// <summary>Events read at most of one answer; the rest is given up and a possible gap is reported.</summary>
    [Range(1, 10_000)]
    public int MaximumEvents { get; init; } = 500;

    /// <summary>Largest answer accepted, in bytes after decompression.</summary>
    [Range(1024, 64 * 1024 * 1024)]
    public int MaximumBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>Longest text kept of one event, in UTF-16 units; the rest is cut off.</summary>
    [Range(100, 1_000_000)]
    public int MaximumTextLength { get; init; } = 100_000;

    /// <summary>Days that a request's other events (answers, annotations) are looked for after an account's own newest one.</summary>
    [Range(1, 90)]
    public int CommentDays { get; init; } = 7;

    /// <summary>How soon after one look at all held events the next begins; a day at most.</summary>
    [Range(typeof(TimeSpan), "00:10:00", "1.00:00:00")]
    public TimeSpan CheckInterval { get; init; } = TimeSpan.FromDays(1);

    /// <summary>Limits of the connection that suit this site; no setting.</summary>
    internal GuardedHttpOptions Http => new()
    {
        AllowPrivateAddresses = AllowPrivateAddresses,
        MaximumBytes = MaximumBytes,
        // Waiting is the scheduler's business, not a page's.
        LongestWait = TimeSpan.FromSeconds(3),
        MaximumRedirects = 3,
    };

    /// <summary>Names the server only.</summary>
    public override string ToString() => Service.Host;
}
