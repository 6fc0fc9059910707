using System.ComponentModel.DataAnnotations;
using Listening.Sources.Http;

namespace Listening.Sources.X;

/// <summary>Settings of one source of X: with what it reads, what that costs, and within what limits.</summary>
/// <remarks>Prices and limits are the platform's of August 2026; they move, so that each is a setting.</remarks>
public sealed record XOptions
{
    /// <summary>Base address of the interface (X API v2).</summary>
    public Uri Service { get; init; } = new("https://api.x.com");

    /// <summary>The app's bearer token, which opens every reading; the host reads it from a secret setting.</summary>
    [Required]
    public required string BearerToken { get; init; }

    /// <summary>The organisation's own username, without the <c>@</c>. Searches for mentions need it; null runs none.</summary>
    [RegularExpression("^[A-Za-z0-9_]{1,15}$")]
    public string? Account { get; init; }

    /// <summary>True lets staff answer posts as the account that <see cref="RefreshToken"/> belongs to. Needs <see cref="ClientId"/> too.</summary>
    public bool MayReply { get; init; }

    /// <summary>The app's OAuth 2 client id; needed only to answer.</summary>
    public string? ClientId { get; init; }

    /// <summary>The app's OAuth 2 client secret; null for an app that X calls a public client.</summary>
    public string? ClientSecret { get; init; }

    /// <summary>
    /// The first refresh token of the answering account (scopes tweet.read, tweet.write, users.read, offline.access). X takes each
    /// once; the ones that follow are kept sealed. Another value here begins anew with it.
    /// </summary>
    public string? RefreshToken { get; init; }

    /// <summary>True lets <see cref="Service"/> be a server on loopback or a private network.</summary>
    public bool AllowPrivateAddresses { get; init; }

    /// <summary>Posts asked for in one page.</summary>
    [Range(10, 100)]
    public int PageSize { get; init; } = 100;

    /// <summary>Longest query that the plan allows: 512 for self-service, 4,096 for Enterprise. A longer one is asked in several.</summary>
    [Range(256, 4096)]
    public int QueryLength { get; init; } = 512;

    /// <summary>How far back the first run of a search goes. Keywords, lists and comments reach seven days at most.</summary>
    public TimeSpan LookBack { get; init; } = TimeSpan.FromDays(1);

    /// <summary>How far a run reaches behind the last one when it cannot go on from a post (none was found, or it is too old): posts may be indexed late.</summary>
    public TimeSpan Overlap { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Comments are read under posts younger than this many days. X's search reaches no further than seven.</summary>
    [Range(1, 7)]
    public int CommentDays { get; init; } = 7;

    /// <summary>Pages read for one request before the rest is given up and a possible gap is reported.</summary>
    [Range(1, 100_000)]
    public int MaximumPages { get; init; } = 500;

    /// <summary>Requests left unused in each window of the platform's limits (at most a tenth of the window).</summary>
    [Range(0, 1_000)]
    public int RequestsInReserve { get; init; } = 5;

    /// <summary>How soon after one look at all held posts the next begins. X asks for deletions to be followed within a day.</summary>
    public TimeSpan CheckInterval { get; init; } = TimeSpan.FromDays(1);

    /// <summary>Price of a post read. X charges each once in a day of UTC.</summary>
    [Range(0, 100)]
    public decimal PostPrice { get; init; } = 0.005m;

    /// <summary>Price of an account read, once in a day of UTC.</summary>
    [Range(0, 100)]
    public decimal UserPrice { get; init; } = 0.010m;

    /// <summary>
    /// True counts the authors who come with posts at <see cref="UserPrice"/> too: the price list says "per resource returned" without
    /// an exception, so that the budget is rather kept too early than overspent. False where the invoice shows otherwise.
    /// </summary>
    public bool AuthorsAreCharged { get; init; } = true;

    /// <summary>Price of a reply.</summary>
    [Range(0, 100)]
    public decimal ReplyPrice { get; init; } = 0.015m;

    /// <summary>Price of a reply with a link in it.</summary>
    [Range(0, 100)]
    public decimal ReplyWithLinkPrice { get; init; } = 0.200m;

    /// <summary>Currency of the price list, an ISO 4217 code; budgets of this source are in it.</summary>
    public string PriceCurrency { get; init; } = "USD";

    /// <summary>Where posts are shown to people; links to posts begin with it.</summary>
    public Uri WebAddress { get; init; } = new("https://x.com");

    /// <summary>Limits of the connection that suit this platform; no setting.</summary>
    internal GuardedHttpOptions Http => new()
    {
        AllowPrivateAddresses = AllowPrivateAddresses,
        // The platform's windows last a quarter of an hour. Waiting is the scheduler's business, not a page's.
        LongestWait = TimeSpan.FromSeconds(3),
        MaximumRedirects = 2,
    };

    /// <summary>Names the server only: settings are printed, secrets must not be.</summary>
    public override string ToString() => Service.Host;
}
