using Listening.Core.Querying;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Listening.Web.Searches;

/// <summary>Says of a query that is being typed how it is understood, or where it cannot be. Looks at nothing and changes nothing.</summary>
internal static class QueryCheckEndpoint
{
    public const string Path = "/searches/check";
    private const int LongestRequest = 64 * 1024;

    // In the body, not in the address: addresses are kept in logs.
    public static void MapQueryCheck(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost(Path, Check).WithMetadata(new RequestSizeLimitAttribute(LongestRequest)).ExcludeFromDescription();

    private static JsonHttpResult<QueryCheck> Check(QueryText text) => TypedResults.Json(QueryCheck.Of(text.Query ?? ""));
}

/// <summary>A query as it is typed.</summary>
/// <param name="Query">Its text.</param>
internal sealed record QueryText(string? Query);

/// <summary>What is said of a query.</summary>
/// <param name="Requires">What a post must have; null when the query is not understood.</param>
/// <param name="Column">Where it is not understood, from 1.</param>
/// <param name="Found">What stands there.</param>
/// <param name="Expected">What could stand there.</param>
/// <param name="Message">All of this in a sentence.</param>
internal sealed record QueryCheck(string? Requires, int? Column, string? Found, string? Expected, string? Message)
{
    public static QueryCheck Of(string text)
    {
        var (query, error) = Query.Parse(text);
        return query is not null
            ? new QueryCheck(QueryWords.Describe(query), null, null, null, null)
            : new QueryCheck(null, error!.Column, error.Found, error.Expected, error.Message);
    }
}
