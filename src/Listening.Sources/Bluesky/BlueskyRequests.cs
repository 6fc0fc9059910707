using Listening.Core.Sources;

namespace Listening.Sources.Bluesky;

/// <summary>Turns what a saved search looks for into requests, read one after the other.</summary>
internal static class BlueskyRequests
{
    private static readonly KeyValuePair<string, string>[] Reasons = [new("reasons", "mention"), new("reasons", "reply"), new("reasons", "quote")];

    /// <summary>The requests, at least one; or why there can be none.</summary>
    public static (IReadOnlyList<BlueskyRequest> Requests, SourceFailure? Failure) Of(SourceRequest request) => request.Kind switch
    {
        SearchKind.Mentions => One(Mentions()),
        SearchKind.Account or SearchKind.AccountWithComments => Account(request.Target) is { } actor
            ? One(new BlueskyRequest("app.bsky.feed.getAuthorFeed", [new("actor", actor), new("filter", "posts_with_replies")]) { WithComments = request.Kind == SearchKind.AccountWithComments })
            : None("An account search of Bluesky needs a handle such as name.example, or a DID."),
        SearchKind.List => List(request.Target) is { } list
            ? One(new BlueskyRequest("app.bsky.feed.getListFeed", [new("list", list)]))
            : None("A list search of Bluesky needs the list's address: at://did:…/app.bsky.graph.list/…, or its page's address with the DID in it."),
        SearchKind.Keywords => Keywords(request),
        _ => None("A source of kind bluesky cannot run searches of this kind."),
    };

    private static BlueskyRequest Mentions()
    {
        var plain = new BlueskyRequest("app.bsky.notification.listNotifications", []);
        return plain with { Parameters = Reasons, Plainer = plain };
    }

    private static (IReadOnlyList<BlueskyRequest>, SourceFailure?) Keywords(SourceRequest request)
    {
        var (searches, reason) = BlueskyPrefilter.Derive(request.Query);
        return reason is not null
            ? None(reason)
            : ([.. searches.Select(search => new BlueskyRequest("app.bsky.feed.searchPosts", [.. search.Parameters(), new("sort", "latest")]) { TakesWindow = true })], null);
    }

    private static string? Account(string? target)
    {
        var actor = target?.Trim().TrimStart('@');
        return actor is { Length: > 0 } && (actor.StartsWith("did:", StringComparison.Ordinal) || actor.Contains('.', StringComparison.Ordinal)) ? actor : null;
    }

    // People copy a list's address from the browser, where it is written in another order.
    private static string? List(string? target) => target?.Trim().Split('/') switch
    {
        ["at:", "", { Length: > 0 } account, "app.bsky.graph.list", { Length: > 0 } key] => $"at://{account}/app.bsky.graph.list/{key}",
        ["https:", "", _, "profile", ['d', 'i', 'd', ':', ..] account, "lists", { Length: > 0 } key] => $"at://{account}/app.bsky.graph.list/{key}",
        _ => null,
    };

    private static (IReadOnlyList<BlueskyRequest>, SourceFailure?) One(BlueskyRequest request) => ([request], null);

    private static (IReadOnlyList<BlueskyRequest>, SourceFailure?) None(string why) =>
        ([], new SourceFailure(SourceFailureKind.Misconfigured, why, null));
}
