using System.ComponentModel.DataAnnotations;
using Listening.Sources.Http;
using Listening.Sources.OwnPage;

namespace Listening.Sources.LinkedIn;

/// <summary>Settings of one LinkedIn source: the organisation's own page, and within what limits it is read.</summary>
/// <remarks>LinkedIn allows what members did to be kept for 48 hours and what they say of themselves for 24: the source's retention must not be longer.</remarks>
public sealed record LinkedInOptions
{
    /// <summary>Base address of the API.</summary>
    public Uri Service { get; init; } = new("https://api.linkedin.com");

    /// <summary>Base address of the server that renews the sign-in.</summary>
    public Uri SignInService { get; init; } = new("https://www.linkedin.com");

    /// <summary>Version of the API, year and month (YYYYMM). A version lasts about a year.</summary>
    [Required]
    [RegularExpression("20[0-9]{2}(0[1-9]|1[0-2])")]
    public string ApiVersion { get; init; } = "202608";

    /// <summary>Number of the organisation's page: the last part of its urn:li:organization:….</summary>
    [Required]
    [RegularExpression("[0-9]{1,20}")]
    public required string OrganizationId { get; init; }

    /// <summary>Id of the application that has the Community Management product.</summary>
    [Required]
    public required string ClientId { get; init; }

    /// <summary>Secret of the application; the host reads it from a secret setting.</summary>
    [Required]
    public required string ClientSecret { get; init; }

    /// <summary>
    /// Refresh token from the consent of an administrator of the page (r_organization_social, rw_organization_admin); the host
    /// reads it from a secret setting. It lasts 365 days from the consent, however often it is used; access tokens last 60.
    /// </summary>
    [Required]
    public required string RefreshToken { get; init; }

    /// <summary>True lets the servers be on loopback or a private network.</summary>
    public bool AllowPrivateAddresses { get; init; }

    /// <summary>True keeps the names of members where the platform gives them. LinkedIn allows that for 24 hours only; ids are always kept.</summary>
    public bool KeepNames { get; init; }

    /// <summary>Entries asked for in one page.</summary>
    [Range(1, 99)]
    public int PageSize { get; init; } = 50;

    /// <summary>How far back the first run of a search goes.</summary>
    public TimeSpan LookBack { get; init; } = TimeSpan.FromDays(1);

    /// <summary>How far every later run reaches back behind the last one: the platform is late with notifications.</summary>
    public TimeSpan Overlap { get; init; } = TimeSpan.FromHours(2);

    /// <summary>Age in days up to which the comments under a post are read.</summary>
    [Range(1, 90)]
    public int CommentDays { get; init; } = 7;

    /// <summary>Days for which the platform keeps its notifications.</summary>
    [Range(1, 60)]
    public int NotificationDays { get; init; } = 60;

    /// <summary>Pages read of one listing, or of one post's comments, before the rest is given up and a possible gap is reported.</summary>
    [Range(1, 10_000)]
    public int MaximumPages { get; init; } = 200;

    /// <summary>Pages of comments read in one go.</summary>
    [Range(1, 100)]
    public int CommentPagesPerRead { get; init; } = 10;

    /// <summary>How long to wait when a limit is reached and the platform does not say how long. Its limits are by day, UTC.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long a refused refresh token is not tried again.</summary>
    public TimeSpan SignInPause { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How soon after one look at all held posts the next begins; a day at most.</summary>
    public TimeSpan CheckInterval { get; init; } = TimeSpan.FromHours(12);

    /// <summary>Held posts looked at in one go. Comments cost a call each.</summary>
    [Range(1, 50)]
    public int CheckBatch { get; init; } = 20;

    /// <summary>Where posts are shown to people; links to posts begin with it.</summary>
    public Uri WebAddress { get; init; } = new("https://www.linkedin.com");

    /// <summary>The page as the platform names it.</summary>
    internal string Organization => "urn:li:organization:" + OrganizationId;

    /// <summary>Limits of the connection that suit this platform; no setting.</summary>
    internal GuardedHttpOptions Http => new()
    {
        AllowPrivateAddresses = AllowPrivateAddresses,
        // The platform's limits last a day. Waiting is the scheduler's business, not a page's.
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
