using System.Globalization;
using Listening.Core.Sources;
using Listening.Sources.OwnPage;

namespace Listening.Sources.Facebook;

/// <summary>Turns what a saved search looks for into listings of the page.</summary>
internal sealed record FacebookPlan
{
    /// <summary>The page's posts: its own, those of its visitors and those it is tagged in.</summary>
    public const string Feed = "feed";

    /// <summary>Posts elsewhere that tag the page.</summary>
    public const string Tagged = "tagged";

    /// <summary>The listings in turn; empty when there is a refusal.</summary>
    public IReadOnlyList<PagePart> Parts { get; private init; } = [];

    /// <summary>True when the search is for what the page says.</summary>
    public bool WantsOwnPosts { get; private init; }

    /// <summary>True when the search is for what others say on the page.</summary>
    public bool WantsOthersPosts => !WantsOwnPosts;

    /// <summary>Why the search cannot be run; null when it can.</summary>
    public string? Refusal { get; private init; }

    /// <summary>Makes the plan.</summary>
    public static FacebookPlan Of(SourceRequest request, FacebookOptions options)
    {
        var may = PagePrefilter.Derive(request.Query);
        var isOwn = string.IsNullOrWhiteSpace(request.Target) || request.Target.Trim() == options.PageId;
        return request.Kind switch
        {
            SearchKind.Mentions => new FacebookPlan { Parts = may.Posts ? [Posts(may.Comments), new PagePart(Tagged)] : [Posts(may.Comments)] },
            SearchKind.Account or SearchKind.AccountWithComments when !isOwn => Refused(
                "A Facebook source reads the organisation's own page only; write the number of that page, as in the source's settings, or leave the account out."),
            SearchKind.Account => new FacebookPlan { Parts = [Posts(walks: false)], WantsOwnPosts = true },
            SearchKind.AccountWithComments => new FacebookPlan { Parts = [Posts(may.Comments)], WantsOwnPosts = true },
            SearchKind.Keywords => Refused(
                "Facebook lets nobody search all of its posts. Search for mentions of the organisation's page, or for its posts with the comments under them; the query then chooses among those."),
            _ => Refused("Facebook has no lists of accounts that can be read. Search for mentions of the organisation's page, or for its posts with the comments under them."),
        };
    }

    /// <summary>The requests as people read them.</summary>
    public IEnumerable<string> Asked(FacebookOptions options)
    {
        foreach (var part in Parts) yield return $"GET /{options.PageId}/{part.Name} fields={FieldsOf(part)}";
        if (Parts.Any(part => part.Walks))
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"GET /{{post}}/comments filter=stream order=chronological, for posts of the last {options.CommentDays} days whose comments have changed");
        }
    }

    /// <summary>The fields that a listing is asked for.</summary>
    public static string FieldsOf(PagePart part) => part.Walks ? $"{FacebookPost.Fields},{FacebookPost.CommentsField}" : FacebookPost.Fields;

    private static PagePart Posts(bool walks) => new(Feed) { Walks = walks };

    private static FacebookPlan Refused(string why) => new() { Refusal = why };
}
