using System.Globalization;
using Listening.Core.Sources;
using Listening.Sources.OwnPage;

namespace Listening.Sources.LinkedIn;

/// <summary>Turns what a saved search looks for into listings of the page.</summary>
internal sealed record LinkedInPlan
{
    /// <summary>The organisation's own posts.</summary>
    public const string Posts = "posts";

    /// <summary>What others did to the page.</summary>
    public const string Notifications = "organizationalEntityNotifications";

    private static readonly string[] Shares = ["SHARE", "SHARE_MENTION"];
    private static readonly string[] Comments = ["COMMENT", "COMMENT_EDIT", "COMMENT_DELETE"];
    private static readonly string[] Changes = ["COMMENT_EDIT", "COMMENT_DELETE"];

    /// <summary>The listings in turn; empty when there is a refusal.</summary>
    public IReadOnlyList<PagePart> Parts { get; private init; } = [];

    /// <summary>What notifications are asked for.</summary>
    public IReadOnlyList<string> Actions { get; private init; } = [];

    /// <summary>True when the search is for what the organisation says too, and not only for what others say.</summary>
    public bool WantsOwn { get; private init; }

    /// <summary>Why the search cannot be run; null when it can.</summary>
    public string? Refusal { get; private init; }

    /// <summary>Makes the plan.</summary>
    public static LinkedInPlan Of(SourceRequest request, LinkedInOptions options)
    {
        var may = PagePrefilter.Derive(request.Query);
        var target = request.Target?.Trim();
        var isOwn = string.IsNullOrEmpty(target) || target == options.OrganizationId || target == options.Organization;
        var told = new PagePart(Notifications) { TakesWindow = true, Kept = TimeSpan.FromDays(options.NotificationDays) };
        return request.Kind switch
        {
            SearchKind.Mentions => new LinkedInPlan
            {
                Parts = [told],
                Actions = may == new PagePrefilter(Posts: true, Comments: false) ? Shares
                    : may == new PagePrefilter(Posts: false, Comments: true) ? Comments
                    : [.. Comments, .. Shares],
            },
            SearchKind.Account or SearchKind.AccountWithComments when !isOwn => Refused(
                "A LinkedIn source reads the organisation's own page only; write its number or its urn:li:organization:…, as in the source's settings, or leave the account out."),
            SearchKind.Account => new LinkedInPlan { Parts = [new PagePart(Posts)], WantsOwn = true },
            // Changes come first: where something was deleted, the comments are counted anew in the same run.
            SearchKind.AccountWithComments => may.Comments
                ? new LinkedInPlan { Parts = [told, new PagePart(Posts) { Walks = true }], Actions = Changes, WantsOwn = true }
                : new LinkedInPlan { Parts = [new PagePart(Posts)], WantsOwn = true },
            SearchKind.Keywords => Refused(
                "LinkedIn lets nobody search all of its posts. Search for mentions of the organisation's page, or for its posts with the comments under them; the query then chooses among those."),
            _ => Refused("LinkedIn has no lists of accounts that can be read. Search for mentions of the organisation's page, or for its posts with the comments under them."),
        };
    }

    /// <summary>The requests as people read them.</summary>
    public IEnumerable<string> Asked(LinkedInOptions options)
    {
        foreach (var part in Parts)
        {
            if (part.TakesWindow)
            {
                yield return $"GET /rest/{Notifications} q=criteria organizationalEntity={options.Organization} actions={string.Join(',', Actions)} timeRange=since the last run";
                if (Actions.Contains("COMMENT_EDIT")) yield return "GET /rest/socialActions/{post}/comments/{comment}, for each comment that a notification names";
                continue;
            }

            yield return $"GET /rest/posts q=author author={options.Organization} sortBy=CREATED";
            if (!part.Walks) continue;
            yield return "GET /rest/socialActions ids={posts}, for the number of their comments";
            yield return string.Create(
                CultureInfo.InvariantCulture, $"GET /rest/socialActions/{{post}}/comments, for posts of the last {options.CommentDays} days whose comments have changed");
        }
    }

    private static LinkedInPlan Refused(string why) => new() { Refusal = why };
}
