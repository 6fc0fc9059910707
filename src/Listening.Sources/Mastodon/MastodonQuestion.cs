using System.Globalization;
using Listening.Core.Sources;

namespace Listening.Sources.Mastodon;

/// <summary>Says how a search is put to a server.</summary>
internal static class MastodonQuestion
{
    /// <summary>The question; asks nobody.</summary>
    public static SourceQuestion Of(SourceRequest request, MastodonOptions options)
    {
        var (requests, refusal) = MastodonRequests.Of(request, options.HasToken);
        return refusal is not null
            ? SourceQuestion.Refused(refusal.Message)
            : new SourceQuestion { Asked = [.. Asked(requests, options)], Local = [.. Local(request, requests, options)] };
    }

    private static IEnumerable<string> Asked(IReadOnlyList<MastodonRequest> requests, MastodonOptions options)
    {
        if (requests[0].Account is { } handle) yield return $"GET /api/v1/accounts/lookup acct={handle}";
        foreach (var request in requests.Where(request => request.Style != PagingStyle.Threads)) yield return request.ToString();
        if (requests.Any(request => request.Style == PagingStyle.Threads))
            yield return string.Create(CultureInfo.InvariantCulture, $"GET /api/v1/statuses/{{id}}/context for each post of the last {options.CommentDays} days whose number of replies has changed");
    }

    private static IEnumerable<string> Local(SourceRequest request, IReadOnlyList<MastodonRequest> requests, MastodonOptions options)
    {
        yield return request.Kind == SearchKind.Keywords
            ? "What the requests leave out of the query: every post that they find is held against the whole of it here."
            : "The whole query: every post that is read is held against it here.";
        yield return "Posts passed on, posts for followers only and messages to single people: they are left out here and never kept.";
        if (requests.Any(asked => asked.Style == PagingStyle.Search))
            yield return "The search of Mastodon covers only posts of people who have agreed to be found by it, among those that this server has seen; a hashtag finds more.";
        if (requests.Any(asked => asked.Style == PagingStyle.Threads))
        {
            yield return options.HasToken
                ? "The platform counts only direct replies: an answer deep in a thread is read when the post itself is answered again."
                : "The platform counts only direct replies, and shows somebody without an access token the first 60 answers of a thread.";
        }
    }
}
