using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Listening.Web.Security;

/// <summary>One line of the access table.</summary>
/// <param name="Pattern">An endpoint's route as it is written there, with a slash before it.</param>
/// <param name="Method"><c>GET</c>, which stands for HEAD as well, another method, or <c>*</c> for all.</param>
/// <param name="Rule">Who is let in.</param>
internal sealed record AccessRow(string Pattern, string Method, AccessRule Rule)
{
    /// <summary>The pattern of an endpoint; null for one that has none, such as the answer to a method nobody takes.</summary>
    public static string? PatternOf(Endpoint endpoint) =>
        endpoint is RouteEndpoint { RoutePattern.RawText: { } text } ? $"/{text.TrimStart('/')}" : null;

    /// <summary>Whether this row is about an endpoint and a method.</summary>
    public bool IsFor(string pattern, string method) =>
        string.Equals(Pattern, pattern, StringComparison.Ordinal)
        && (Method == "*" || HttpMethods.Equals(Method, method) || (HttpMethods.IsHead(method) && HttpMethods.IsGet(Method)));
}
