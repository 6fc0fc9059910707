using System.ComponentModel.DataAnnotations;
using Listening.Sources.Http;

namespace Listening.Sources.Bluesky;

/// <summary>Settings of one Bluesky source: whose eyes it reads with, and within what limits.</summary>
public sealed record BlueskyOptions
{
    /// <summary>Base address of the personal data server that holds the reading account.</summary>
    public Uri Service { get; init; } = new("https://bsky.social");

    /// <summary>Handle or DID of the reading account. Mentions are what this account is told of.</summary>
    [Required]
    public required string Identifier { get; init; }

    /// <summary>An app password of the reading account (never its main password); the host reads it from a secret setting.</summary>
    [Required]
    public required string AppPassword { get; init; }

    /// <summary>True lets staff answer posts as this account.</summary>
    public bool MayReply { get; init; }

    /// <summary>True lets <see cref="Service"/> and <see cref="Directory"/> be servers on loopback or a private network.</summary>
    public bool AllowPrivateAddresses { get; init; }

    /// <summary>Entries asked for in one page; the platform's limit is 100.</summary>
    [Range(1, 100)]
    public int PageSize { get; init; } = 100;

    /// <summary>How far back the first run of a search goes.</summary>
    public TimeSpan LookBack { get; init; } = TimeSpan.FromDays(1);

    /// <summary>
    /// How far every later run reaches back behind the last one. The platform orders posts by the earlier of the author's time and
    /// its own, so a post written offline, dated back or indexed late appears behind posts that were already read.
    /// </summary>
    public TimeSpan Overlap { get; init; } = TimeSpan.FromHours(1);

    /// <summary>
    /// How long a feed or the notifications are still read back to the newest entry seen, when none came after it: the platform may
    /// be late with all of them. This and <see cref="Overlap"/> together stay under the shortest retention limit (a day), or a post
    /// that was deleted on time would be collected again.
    /// </summary>
    public TimeSpan LongestDelay { get; init; } = TimeSpan.FromHours(6);

    /// <summary>Days that the answers to an account's posts are followed.</summary>
    [Range(1, 90)]
    public int CommentDays { get; init; } = 7;

    /// <summary>How soon after one look at all held posts the next begins; a day at most.</summary>
    [Range(typeof(TimeSpan), "00:10:00", "1.00:00:00")]
    public TimeSpan CheckInterval { get; init; } = TimeSpan.FromHours(6);

    /// <summary>Directory of accounts (did:plc), which tells the server that holds an account's posts.</summary>
    public Uri Directory { get; init; } = new("https://plc.directory");

    /// <summary>Pages read for one request before the rest is given up and a possible gap is reported.</summary>
    [Range(1, 100_000)]
    public int MaximumPages { get; init; } = 500;

    /// <summary>Requests left unused in each window of the platform's limits (at most a tenth of the window).</summary>
    [Range(0, 3_000)]
    public int RequestsInReserve { get; init; } = 10;

    /// <summary>How long a refused password is not tried again: 30 sign-ins in 5 minutes are all the platform allows, right or wrong.</summary>
    public TimeSpan SignInPause { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Where posts are shown to people; links to posts begin with it.</summary>
    public Uri WebAddress { get; init; } = new("https://bsky.app");

    /// <summary>Limits of the connection that suit this platform; no setting.</summary>
    internal GuardedHttpOptions Http => new()
    {
        AllowPrivateAddresses = AllowPrivateAddresses,
        // The platform's windows last minutes. Waiting is the scheduler's business, not a page's.
        LongestWait = TimeSpan.FromSeconds(3),
        MaximumRedirects = 2,
    };

    /// <summary>Limits for servers that other people run and name: what is wanted of them is small, and none may hold up the rest; no setting.</summary>
    internal GuardedHttpOptions OtherServers => new()
    {
        MaximumBytes = 1024 * 1024,
        AttemptTimeout = TimeSpan.FromSeconds(10),
        TotalTimeout = TimeSpan.FromSeconds(15),
        LongestWait = TimeSpan.FromSeconds(3),
        MaximumRetries = 1,
        MaximumRedirects = 2,
    };

    /// <summary>Names the server only: settings are printed, secrets must not be.</summary>
    public override string ToString() => Service.Host;
}
