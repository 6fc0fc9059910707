using System.ComponentModel.DataAnnotations;
using Listening.Sources.Http;

namespace Listening.Sources.Mastodon;

/// <summary>Settings of one Mastodon source: through which server it sees the network, as whom, and within what limits.</summary>
public record MastodonOptions
{
    /// <summary>Address of the server whose API is asked, for example <c>https://mastodon.social</c>. It sees its own accounts and those its people follow.</summary>
    [Required]
    public required Uri Service { get; init; }

    /// <summary>
    /// What stands behind the second <c>@</c> in handles of the server's own accounts; null when it is the host of <see cref="Service"/>.
    /// The server itself leaves it out.
    /// </summary>
    public string? HandleDomain { get; init; }

    /// <summary>
    /// Access token of the reading account (scopes <c>read</c>, and <c>write:statuses</c> to reply); the host reads it from a secret setting.
    /// Without it hashtags and accounts can be read where the server shows them to everybody, but neither mentions, lists nor the search.
    /// </summary>
    public string? AccessToken { get; init; }

    /// <summary>True lets staff answer posts as this account.</summary>
    public bool MayReply { get; init; }

    /// <summary>True lets <see cref="Service"/> be a server on loopback or a private network.</summary>
    public bool AllowPrivateAddresses { get; init; }

    /// <summary>Entries asked for in one page; the platform's limit is 40.</summary>
    [Range(1, 40)]
    public int PageSize { get; init; } = 40;

    /// <summary>How far back the first run of a search goes.</summary>
    public TimeSpan LookBack { get; init; } = TimeSpan.FromDays(1);

    /// <summary>
    /// Posts younger than this are read again by the next run. A server numbers posts of other servers by their authors' time, so one
    /// that was delivered late stands behind posts that were already read. Stays far below the shortest retention limit (a day).
    /// </summary>
    public TimeSpan Overlap { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The same for the search, whose index is filled later than the timelines.</summary>
    public TimeSpan SearchOverlap { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How many days comments under an account's post are looked for.</summary>
    [Range(1, 365)]
    public int CommentDays { get; init; } = 7;

    /// <summary>Pages read for one request before the rest is given up.</summary>
    [Range(1, 100_000)]
    public int MaximumPages { get; init; } = 500;

    /// <summary>Requests left unused in each window of the platform's limits (at most a tenth of the window).</summary>
    [Range(0, 300)]
    public int RequestsInReserve { get; init; } = 10;

    /// <summary>How soon after one look at all held posts the next begins; a day at most.</summary>
    public TimeSpan CheckInterval { get; init; } = TimeSpan.FromHours(6);

    /// <summary>Posts that are asked for by their ids at once; the platform's limit is 20.</summary>
    [Range(1, 20)]
    public int CheckBatch { get; init; } = 20;

    /// <summary>Characters that a reply may have, until the server has said how many it takes.</summary>
    [Range(1, 1_000_000)]
    public int ReplyCharacters { get; init; } = 500;

    /// <summary>Limits of the connection that suit this platform; no setting.</summary>
    internal GuardedHttpOptions Http => new()
    {
        AllowPrivateAddresses = AllowPrivateAddresses,
        // The platform's windows last minutes. Waiting is the scheduler's business, not a page's.
        LongestWait = TimeSpan.FromSeconds(3),
        MaximumRedirects = 2,
    };

    /// <summary>True when an access token is set.</summary>
    internal bool HasToken => !string.IsNullOrWhiteSpace(AccessToken);

    /// <summary>Names the server only: settings are printed, secrets must not be.</summary>
    public sealed override string ToString() => Service.Host;
}
