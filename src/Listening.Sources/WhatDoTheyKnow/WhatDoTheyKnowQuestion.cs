using System.Text.RegularExpressions;
using Listening.Core.Sources;

namespace Listening.Sources.WhatDoTheyKnow;

/// <summary>Turns what a saved search looks for into the feed that is read for it.</summary>
/// <param name="Path">Path of the feed below the site's address, escaped.</param>
/// <param name="Shown">The same as people read it.</param>
internal sealed partial record WhatDoTheyKnowQuestion(string Path, string Shown)
{
    // A longer address is refused by many servers on the way.
    private const int LongestQuery = 1_500;

    /// <summary>True when the requests that the feed's events belong to are read as well.</summary>
    public bool WithRequests { get; private init; }

    /// <summary>The feed; or, when there can be none, a sentence that says what to do instead.</summary>
    public static (WhatDoTheyKnowQuestion? Question, string? Refusal) Of(SourceRequest request) => request.Kind switch
    {
        SearchKind.Keywords => Keywords(request),
        SearchKind.Account => Named("user", request.Target, "An account search of WhatDoTheyKnow needs a person's name as their page's address has it, such as jo_bloggs in /user/jo_bloggs."),
        SearchKind.AccountWithComments => Named("user", request.Target, "A search of an account with comments of WhatDoTheyKnow needs a person's name as their page's address has it, such as jo_bloggs in /user/jo_bloggs.", withRequests: true),
        SearchKind.List => Named("body", request.Target, "A list search of WhatDoTheyKnow reads the requests to one public body. It needs the body's name as its page's address has it, such as example_council in /body/example_council."),
        SearchKind.Mentions => (null, "WhatDoTheyKnow has no mentions. Search for the organisation's name in words instead, or read the requests to it with a list search."),
        _ => (null, "A source of kind whatdotheyknow cannot run searches of this kind."),
    };

    /// <summary>The feed of one request.</summary>
    public static string RequestFeed(string urlTitle) => $"/request/{Uri.EscapeDataString(urlTitle)}/feed.json";

    private static (WhatDoTheyKnowQuestion?, string?) Keywords(SourceRequest request)
    {
        var (words, reason) = WhatDoTheyKnowPrefilter.Derive(request.Query);
        if (reason is not null) return (null, reason);
        var path = Uri.EscapeDataString(words);
        return path.Length > LongestQuery
            ? (null, "The query is too long for WhatDoTheyKnow, which is asked in one line; share its alternatives out over several searches.")
            : (new WhatDoTheyKnowQuestion($"/feed/search/{path}.json", $"/feed/search/{words}.json"), null);
    }

    // People copy the page's address from the browser.
    private static (WhatDoTheyKnowQuestion?, string?) Named(string kind, string? target, string refusal, bool withRequests = false)
    {
        var name = target?.Trim().TrimStart('@') ?? "";
        if (Uri.TryCreate(name, UriKind.Absolute, out var page) && page.AbsolutePath.Split('/') is ["", var of, var own, ..] && of == kind) name = own;
        if (!UrlName().IsMatch(name)) return (null, refusal);
        var path = $"/feed/{kind}/{name}.json";
        return (new WhatDoTheyKnowQuestion(path, path) { WithRequests = withRequests }, null);
    }

    [GeneratedRegex("^[A-Za-z0-9_-]{1,200}$", RegexOptions.NonBacktracking)]
    private static partial Regex UrlName();
}
