using Listening.Web.Security;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Xunit;

namespace Listening.Host.Tests.Serving;

/// <summary>The access table against everything that the service really answers.</summary>
public sealed class AccessTableTests : IDisposable
{
    private readonly ServiceFolder _folder = new();

    [Fact]
    public async Task Every_endpoint_has_a_row_and_every_row_an_endpoint()
    {
        _folder.Record(1, 1);
        await using var service = await RunningService.StartAsync(_folder.Options());

        var answered = new List<string>();
        foreach (var endpoint in service.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            foreach (var method in await MethodsAsync(endpoint, service.Get<PageLoader>()))
                answered.Add($"{method} {AccessRow.PatternOf(endpoint)}");
        }

        var rows = AccessTable.Rows.Select(row => $"{row.Method} {row.Pattern}").ToList();
        Assert.True(answered.Count > 20, $"Only {answered.Count} endpoints were found.");
        Assert.DoesNotContain(answered, one => AccessTable.RuleOf(one.Split(' ')[1], one.Split(' ')[0]) == AccessRule.Nobody);
        Assert.DoesNotContain(rows, row => !answered.Contains(row.Replace("* ", "GET ", StringComparison.Ordinal), StringComparer.Ordinal));
    }

    public void Dispose() => _folder.Dispose();

    // A page says nothing of its methods before it is compiled; it can be opened even when it has no handler for that.
    private static async Task<IEnumerable<string>> MethodsAsync(RouteEndpoint endpoint, PageLoader pages)
    {
        if (endpoint.Metadata.GetMetadata<PageActionDescriptor>() is { } page)
        {
            var compiled = await pages.LoadAsync(page, EndpointMetadataCollection.Empty);
            return compiled.HandlerMethods.Select(handler => handler.HttpMethod.ToUpperInvariant()).Append("GET").Distinct();
        }

        var methods = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods;
        return methods is { Count: > 0 } ? methods.Where(method => !HttpMethods.IsHead(method)) : ["GET"];
    }
}
