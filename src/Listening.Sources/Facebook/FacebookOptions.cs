using System.ComponentModel.DataAnnotations;
using Listening.Sources.Http;
using Listening.Sources.OwnPage;

namespace Listening.Sources.Facebook;

/// <summary>Settings of one Facebook source: the organisation's own page, and within what limits it is read.</summary>
public sealed record FacebookOptions
{
    /// <summary>Base address of the Graph API.</summary>
    public Uri Service { get; init; } = new("https://graph.facebook.com");

    /// <summary>Version of the Graph API, as it stands in its paths. A version lasts about two years.</summary>
    [Required]
    [RegularExpression(@"v[0-9]{1,3}\.[0-9]{1,2}")]
    public string Version { get; init; } = "v25.0";

    /// <summary>Number of the organisation's page; not its name in addresses.</summary>
    [Required]
    [RegularExpression("[0-9]{1,32}")]
    public required string PageId { get; init; }

    /// <summary>
    /// Access token of the page itself, with pages_read_engagement and pages_read_user_content; the host reads it from a secret
    /// setting. A token of the user who manages the page does not do: it gets empty answers.
    /// </summary>
    [Required]
    public required string PageToken { get; init; }

    /// <summary>True lets <see cref="Service"/> be a server on loopback or a private network.</summary>
    public bool AllowPrivateAddresses { get; init; }

    /// <summary>Posts or comments asked for in one page; the platform's limit is 100, and less when that is too much for it.</summary>
    [Range(1, 100)]
    public int PageSize { get; init; } = 50;

    /// <summary>How far back the first run of a search goes.</summary>
    public TimeSpan LookBack { get; init; } = TimeSpan.FromDays(1);

    /// <summary>
    /// How far every later run reaches back behind the last one, for what the platform lists late. Stays well under the shortest
    /// retention limit (a day), or what was deleted on time would be collected again.
    /// </summary>
    public TimeSpan Overlap { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Age in days up to which the comments under a post are read.</summary>
    [Range(1, 90)]
    public int CommentDays { get; init; } = 7;

    /// <summary>Pages read of one listing, or of one post's comments, before the rest is given up and a possible gap is reported.</summary>
    [Range(1, 10_000)]
    public int MaximumPages { get; init; } = 200;

    /// <summary>Pages of comments read in one go.</summary>
    [Range(1, 100)]
    public int CommentPagesPerRead { get; init; } = 10;

    /// <summary>Share of the platform's limits, in percent, at which the source stops asking. At 100 the platform stops it, for longer.</summary>
    [Range(1, 99)]
    public int StopAtPercent { get; init; } = 80;

    /// <summary>How long to wait near a limit when the platform does not say how long: its windows slide.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How soon after one look at all held posts the next begins; a day at most.</summary>
    public TimeSpan CheckInterval { get; init; } = TimeSpan.FromHours(12);

    /// <summary>Held posts looked at in one request; the platform's limit is 50.</summary>
    [Range(1, 50)]
    public int CheckBatch { get; init; } = 25;

    /// <summary>Limits of the connection that suit this platform; no setting.</summary>
    internal GuardedHttpOptions Http => new()
    {
        AllowPrivateAddresses = AllowPrivateAddresses,
        // The platform's windows last an hour and more. Waiting is the scheduler's business, not a page's.
        LongestWait = TimeSpan.FromSeconds(3),
        // A redirect would carry the token elsewhere.
        MaximumRedirects = 0,
    };

    /// <summary>The limits of reading; no setting.</summary>
    internal PageLimits Limits => new()
    {
        LookBack = LookBack,
        Overlap = Overlap,
        Comments = TimeSpan.FromDays(CommentDays),
        MaximumPages = MaximumPages,
        PagesPerRead = CommentPagesPerRead,
    };

    /// <summary>Names the server only: settings are printed, secrets must not be.</summary>
    public override string ToString() => Service.Host;
}
