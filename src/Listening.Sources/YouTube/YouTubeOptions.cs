using System.ComponentModel.DataAnnotations;
using Listening.Core.Sources;
using Listening.Sources.Http;

namespace Listening.Sources.YouTube;

/// <summary>Settings of one YouTube source: the key it reads with, whose channel it speaks for, and within what limits.</summary>
public sealed record YouTubeOptions
{
    /// <summary>The day of the platform's quota begins at midnight in this zone (IANA name).</summary>
    public const string DayZone = "America/Los_Angeles";

    /// <summary>Base address of the platform's API.</summary>
    public Uri Service { get; init; } = new("https://www.googleapis.com");

    /// <summary>A key of the YouTube Data API v3; the host reads it from a secret setting. It travels in a header and never in an address.</summary>
    [Required]
    public required string ApiKey { get; init; }

    /// <summary>The organisation's own channel, as an id (<c>UC…</c>) or a handle (<c>@name</c>); empty when it has none, and then nothing can mention it.</summary>
    public string Channel { get; init; } = "";

    /// <summary>True lets <see cref="Service"/> be a server on loopback or a private network.</summary>
    public bool AllowPrivateAddresses { get; init; }

    /// <summary>
    /// Days for which a video's comments and a comment's replies are still looked for. The first run of a search reaches back so far, too.
    /// </summary>
    [Range(1, 30)]
    public int CommentDays { get; init; } = 7;

    /// <summary>Quota units that the platform grants a day for everything but searching.</summary>
    [Range(1, 100_000_000)]
    public int UnitsPerDay { get; init; } = 10_000;

    /// <summary>Calls of search.list that the platform grants a day.</summary>
    [Range(1, 1_000_000)]
    public int SearchCallsPerDay { get; init; } = 100;

    /// <summary>Entries asked for in one page; the platform's limit is 100, and 50 where it gives videos.</summary>
    [Range(1, 100)]
    public int PageSize { get; init; } = 100;

    /// <summary>Pages read in one run before the rest is given up and a possible gap is reported.</summary>
    [Range(1, 100_000)]
    public int MaximumPages { get; init; } = 1_000;

    /// <summary>How far a run reaches back behind the last one when that was longer ago than <see cref="CommentDays"/>, and for edits: the platform shows some things late.</summary>
    public TimeSpan Overlap { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How far a search for new videos reaches back behind the last one: a new video is found by searching only hours after it is published.</summary>
    public TimeSpan SearchOverlap { get; init; } = TimeSpan.FromDays(1);

    /// <summary>How soon after one look at all held posts the next begins; a day at most.</summary>
    public TimeSpan CheckInterval { get; init; } = TimeSpan.FromDays(1);

    /// <summary>Where posts are shown to people; links to posts begin with it.</summary>
    public Uri WebAddress { get; init; } = new("https://www.youtube.com");

    /// <summary>What a day allows, by bucket: units in the general one, calls in the one for searching.</summary>
    public IReadOnlyList<SourceAllowance> Allowances => [new("", Units: UnitsPerDay), new(YouTubeClient.SearchBucket, Calls: SearchCallsPerDay)];

    /// <summary>Limits of the connection that suit this platform; no setting.</summary>
    internal GuardedHttpOptions Http => new()
    {
        AllowPrivateAddresses = AllowPrivateAddresses,
        // The platform's limits last minutes or a day. Waiting is the scheduler's business, not a page's.
        LongestWait = TimeSpan.FromSeconds(3),
        // The platform's API has no reason to send anybody elsewhere.
        MaximumRedirects = 0,
    };

    /// <summary>Names the server only: settings are printed, secrets must not be.</summary>
    public override string ToString() => Service.Host;
}
