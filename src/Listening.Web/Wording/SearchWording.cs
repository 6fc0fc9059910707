using System.Globalization;
using Listening.Application.Searches;
using Listening.Core.Routing;
using Listening.Core.Sources;

namespace Listening.Web.Wording;

/// <summary>What saved searches are said to be and to do on the pages.</summary>
internal static class SearchWording
{
    /// <summary>What a search is for.</summary>
    public static string Title(this SearchPurpose purpose) => purpose switch
    {
        SearchPurpose.General => "General",
        SearchPurpose.ToOrganisation => "Spoken to the organisation",
        SearchPurpose.Mentions => "Mentions of the organisation",
        SearchPurpose.Links => "Links to its site",
        SearchPurpose.Fee => "Data protection fee",
        SearchPurpose.Journalists => "Requests from journalists",
        SearchPurpose.FoiWatch => "Authorities’ FOI performance",
        _ => throw new ArgumentOutOfRangeException(nameof(purpose), purpose, "This purpose has no title."),
    };

    /// <summary>How a search is doing.</summary>
    public static string Title(this SearchState state) => state switch
    {
        SearchState.Running => "Running",
        SearchState.Failing => "Failing",
        SearchState.Paused => "Paused",
        SearchState.Unwatched => "Not allowed",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "This state has no title."),
    };

    /// <summary>The colour of its tag.</summary>
    public static string Colour(this SearchState state) => state switch { SearchState.Running => "green", SearchState.Failing => "red", SearchState.Unwatched => "yellow", _ => "grey" };

    /// <summary>Where a search looks.</summary>
    public static string Title(this SearchKind kind) => kind switch
    {
        SearchKind.Keywords => "Anything the sources carry",
        SearchKind.Mentions => "Posts that speak to the organisation’s own account",
        SearchKind.Account => "Posts of one account",
        SearchKind.List => "Posts of the members of one list",
        SearchKind.AccountWithComments => "Posts of one account and what is said under them",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "This kind has no title."),
    };

    /// <summary>When a search runs.</summary>
    public static string Words(this SearchSchedule schedule) => schedule switch
    {
        { Cron: { } cron } => $"At {cron} (UTC)",
        { Interval: { } interval } when interval < TimeSpan.FromMinutes(1) => $"Every {Lengths.Count((int)interval.TotalSeconds, "second")}",
        { Interval: { } interval } => $"Every {Lengths.Exact(interval)}",
        _ => "Never",
    };

    /// <summary>A share as a whole percentage; a dash when there is none.</summary>
    public static string Percent(double? share) => share is { } part ? part.ToString("P0", CultureInfo.InvariantCulture).Replace(" ", "", StringComparison.Ordinal) : "–";
}
