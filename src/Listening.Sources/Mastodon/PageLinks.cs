using System.Text.RegularExpressions;
using Listening.Sources.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Listening.Sources.Mastodon;

/// <summary>The Link header, in which a server says where its pages go on.</summary>
/// <remarks>
/// Only the place is taken from it, never the address: the header would otherwise choose where the access token goes, and
/// a hashtag's timeline leaves its other conditions out of it.
/// </remarks>
internal static partial class PageLinks
{
    private const int Longest = 200;

    /// <summary>The place behind the page (<c>min_id</c> of its <c>prev</c> link, newer posts) when it leads to the same host; else null.</summary>
    public static string? Newer(ApiAnswer answer, Uri service) => Place(answer, service, "prev", "min_id");

    /// <summary>The place before the page (<c>max_id</c> of its <c>next</c> link, older posts) when it leads to the same host; else null.</summary>
    public static string? Older(ApiAnswer answer, Uri service) => Place(answer, service, "next", "max_id");

    private static string? Place(ApiAnswer answer, Uri service, string relation, string parameter)
    {
        if (!answer.Headers.TryGetValue("Link", out var header)) return null;
        foreach (Match link in Links().Matches(header))
        {
            if (link.Groups["relation"].Value != relation || !Uri.TryCreate(link.Groups["address"].Value, UriKind.Absolute, out var address)) continue;
            if (!address.Host.Equals(service.Host, StringComparison.OrdinalIgnoreCase)) return null;
            return QueryHelpers.ParseQuery(address.Query).TryGetValue(parameter, out var place) && place.ToString() is { Length: > 0 and <= Longest } found ? found : null;
        }

        return null;
    }

    [GeneratedRegex("<(?<address>[^>]*)>\\s*;\\s*rel=\"?(?<relation>[a-z]+)\"?", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Links();
}
