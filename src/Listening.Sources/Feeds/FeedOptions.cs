using System.ComponentModel.DataAnnotations;
using Listening.Sources.Http;

namespace Listening.Sources.Feeds;

/// <summary>Settings of one source of kind <c>feed</c>.</summary>
public sealed record FeedOptions
{
    /// <summary>Address of the feed, http or https.</summary>
    [Required]
    public required Uri Url { get; init; }

    /// <summary>Largest feed accepted, in bytes after decompression.</summary>
    [Range(1024, 64 * 1024 * 1024)]
    public int MaximumBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>Entries read at most from one answer; with more, a gap is reported.</summary>
    [Range(1, 10_000)]
    public int MaximumEntries { get; init; } = 2_000;

    /// <summary>Longest text kept of one entry, in UTF-16 units; the rest is cut off.</summary>
    [Range(100, 1_000_000)]
    public int MaximumTextLength { get; init; } = 100_000;

    /// <summary>True when the feed may stand in a private network. See <see cref="GuardedHttpOptions.AllowPrivateAddresses"/>.</summary>
    public bool AllowPrivateAddresses { get; init; }

    /// <summary>Longest time for one attempt to read the feed.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);
}
