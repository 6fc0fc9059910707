using Listening.Core.Sources;

namespace Listening.Sources.X;

/// <summary>Turns what a saved search looks for into requests, read one after the other.</summary>
internal static class XRequests
{
    /// <summary>The requests, at least one; or why there can be none.</summary>
    public static (IReadOnlyList<XRequest> Requests, SourceFailure? Failure) Of(SourceRequest request, XOptions options) => request.Kind switch
    {
        SearchKind.Keywords => Searches(XPrefilter.Derive(request.Query, options.QueryLength)),
        SearchKind.Mentions => XUsername.IsOne(options.Account)
            ? One(XRequest.Mentions(options.Account!))
            : None("A search for mentions on X needs the organisation's own username. Set Account in the source's settings."),
        SearchKind.Account => XUsername.Of(request.Target) is { } username
            ? One(XRequest.Timeline(username))
            : None("An account search of X needs a username: letters, digits and underscores, at most 15."),
        SearchKind.AccountWithComments => XUsername.Of(request.Target) is { } username
            ? One(XRequest.Timeline(username) with { LooksForReplies = true, KeepsPlace = false })
            : None("A search of an account and its comments on X needs a username: letters, digits and underscores, at most 15."),
        SearchKind.List => List(request.Target) is { } list
            ? Searches(XPrefilter.Derive(request.Query, options.QueryLength, $"list:{list}"))
            : None("A list search of X needs the list's number, or the address of its page (x.com/i/lists/ and a number)."),
        _ => None("A source of kind x cannot run searches of this kind. Use keywords, mentions, an account or a list."),
    };

    private static (IReadOnlyList<XRequest>, SourceFailure?) Searches((IReadOnlyList<string> Searches, string? Reason) derived) =>
        derived.Reason is not null ? None(derived.Reason) : ([.. derived.Searches.Select(XRequest.Of)], null);

    private static string? List(string? target)
    {
        var id = target?.Trim().TrimEnd('/').Split('/') switch
        {
            [var number] => number,
            ["https:", "", _, "i", "lists", var number] => number,
            _ => null,
        };
        return XId.IsOne(id) ? id : null;
    }

    private static (IReadOnlyList<XRequest>, SourceFailure?) One(XRequest request) => ([request], null);

    private static (IReadOnlyList<XRequest>, SourceFailure?) None(string why) => ([], new SourceFailure(SourceFailureKind.Misconfigured, why, null));
}
