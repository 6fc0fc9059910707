using Listening.Core.Sources;

namespace Listening.Sources.Mastodon;

/// <summary>Turns what a saved search looks for into requests, read one after the other.</summary>
internal static class MastodonRequests
{
    private const string NeedsToken = "needs the source to have an access token: make one on the server under Preferences, Development, with the scope read";

    private static readonly KeyValuePair<string, string> WithoutReblogs = new("exclude_reblogs", "true");

    // What the account's own settings set aside as "filtered" is addressed to it as well. Older servers pass over what they do not know.
    private static readonly KeyValuePair<string, string>[] Addressed = [new("types[]", "mention"), new("types[]", "quote"), new("include_filtered", "true")];

    /// <summary>The requests, at least one; or why there can be none.</summary>
    public static (IReadOnlyList<MastodonRequest> Requests, SourceFailure? Failure) Of(SourceRequest request, bool hasToken) => request.Kind switch
    {
        SearchKind.Keywords => Keywords(request, hasToken),
        SearchKind.Mentions when !hasToken => None($"A search for mentions on Mastodon {NeedsToken}."),
        SearchKind.Mentions => Some(new MastodonRequest(PagingStyle.Timeline, "notifications", "/api/v1/notifications", Addressed)),
        SearchKind.List when !hasToken => None($"A list of Mastodon belongs to the account that made it, so it {NeedsToken}."),
        SearchKind.List => List(request.Target) is { } list
            ? Some(new MastodonRequest(PagingStyle.Timeline, "timelines/list", $"/api/v1/timelines/list/{list}", []))
            : None("A list search of Mastodon needs the list's number, or its page's address: https://server.example/lists/12345. It is a list of the account whose access token the source has."),
        SearchKind.Account or SearchKind.AccountWithComments => Handle(request.Target) is { } handle
            ? Account(handle, request.Kind == SearchKind.AccountWithComments)
            : None("An account search of Mastodon needs a handle such as name@server.example, or the address of the account's page."),
        _ => None("A source of kind mastodon cannot run searches of this kind; search for keywords, mentions, an account or a list instead."),
    };

    private static (IReadOnlyList<MastodonRequest>, SourceFailure?) Account(string handle, bool withComments)
    {
        var posts = new MastodonRequest(PagingStyle.Timeline, "accounts/statuses", "/api/v1/accounts/{id}/statuses", [WithoutReblogs]) { Account = handle };
        return withComments ? Some(posts, posts with { Style = PagingStyle.Threads }) : Some(posts);
    }

    private static (IReadOnlyList<MastodonRequest>, SourceFailure?) Keywords(SourceRequest request, bool hasToken)
    {
        var (requests, reason) = MastodonPrefilter.Derive(request.Query, hasToken);
        return reason is null ? (requests, null) : None(reason);
    }

    // People copy an account's address from the browser: https://server.example/@name, or /@name@other.example for one of another server.
    private static string? Handle(string? target)
    {
        var handle = target?.Trim() ?? "";
        if (Uri.TryCreate(handle, UriKind.Absolute, out var page) && page.Scheme is "http" or "https")
        {
            if (page!.AbsolutePath.Split('/') is not ["", ['@', .. { Length: > 0 } name], ..]) return null;
            handle = name.Contains('@', StringComparison.Ordinal) ? name : $"{name}@{page.Host}";
        }

        handle = handle.TrimStart('@');
        return handle.Split('@') is [{ Length: > 0 }] or [{ Length: > 0 }, { Length: > 0 }] && !handle.Any(letter => char.IsWhiteSpace(letter) || letter is '/' or ':') ? handle : null;
    }

    private static string? List(string? target)
    {
        var list = target?.Trim() ?? "";
        if (Uri.TryCreate(list, UriKind.Absolute, out var page) && page.AbsolutePath.Split('/') is ["", "lists", var number]) list = number;
        return list is { Length: > 0 and <= 64 } && list.All(char.IsAsciiLetterOrDigit) ? list : null;
    }

    private static (IReadOnlyList<MastodonRequest>, SourceFailure?) Some(params MastodonRequest[] requests) => (requests, null);

    private static (IReadOnlyList<MastodonRequest>, SourceFailure?) None(string why) => ([], new SourceFailure(SourceFailureKind.Misconfigured, why, null));
}
