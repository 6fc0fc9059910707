using System.Net;
using Listening.Application.Access;
using Listening.Application.Auditing;
using Listening.Application.Storage;
using Listening.Web.Api;
using Listening.Web.Tests.Site;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Listening.Web.Tests.Api;

public class AccessTests
{
    [Fact]
    public async Task Every_endpoint_opens_to_its_scope_and_to_no_other()
    {
        await using var site = await SearchSite.StartAsync();
        await SearchSite.AddSearchAsync(site, "fees", "fee");
        using var stranger = new ApiClient(site, null);
        using var forger = new ApiClient(site, ApiTokenService.Prefix + new string('A', 43));
        var seen = 0;
        foreach (var endpoint in Endpoints(site))
        {
            var (path, method) = (PathOf(endpoint), new HttpMethod(Assert.Single(endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods)));
            var needed = endpoint.Metadata.GetMetadata<NeededScope>();
            Assert.True(needed is not null, $"{path} says no scope.");
            await stranger.ReadAsync(method, path, new { }, HttpStatusCode.Unauthorized);
            await forger.ReadAsync(method, path, new { }, HttpStatusCode.Unauthorized);

            // A token that acts on items reads them as well.
            string[] others = [.. ApiScopes.All.Where(scope => scope != needed.Scope && (needed.Scope != ApiScopes.ItemsRead || scope != ApiScopes.ItemsAct))];
            using var other = await ApiClient.WithAsync(site, others);
            await other.ReadAsync(method, path, new { }, HttpStatusCode.Forbidden);

            using var right = await ApiClient.WithAsync(site, needed.Scope == ApiScopes.ItemsAct ? [ApiScopes.ItemsAct, ApiScopes.ItemsRead] : [needed.Scope]);
            using var response = await right.SendAsync(method, path, new { });
            Assert.True(response.StatusCode is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden) && (int)response.StatusCode < 500, $"{method} {path} answered {response.StatusCode}");
            Assert.NotEqual("text/html", response.Content.Headers.ContentType?.MediaType);
            seen++;
        }

        Assert.True(seen >= 9, $"Only {seen} endpoints were tried.");
    }

    [Fact]
    public async Task A_signed_in_person_is_nobody_to_the_api_and_a_token_is_nobody_to_the_pages()
    {
        await using var site = await TestSite.StartAsync();
        using var person = await site.SignInAsync();
        using var program = await ApiClient.WithAsync(site, [.. ApiScopes.All]);

        using var api = await person.GetAsync("/api/v1/searches");
        using var page = await program.SendAsync(HttpMethod.Get, "/searches");

        Assert.Equal(HttpStatusCode.Unauthorized, api.StatusCode);
        Assert.Equal("/sign-in", page.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Failures_are_problem_documents_wherever_they_come_from()
    {
        await using var site = await TestSite.StartAsync();
        using var client = await ApiClient.WithAsync(site, ApiScopes.SearchesWrite, ApiScopes.SearchesRead, ApiScopes.StatisticsRead, ApiScopes.SourcesRead);

        await client.GetAsync("/api/v1/nothing", HttpStatusCode.NotFound);
        await client.GetAsync("/api/", HttpStatusCode.NotFound);
        await client.ReadAsync(HttpMethod.Post, "/api/v1/searches", null, HttpStatusCode.BadRequest);
        await client.ReadAsync(HttpMethod.Delete, "/api/v1/searches", null, HttpStatusCode.MethodNotAllowed);
        await client.ReadAsync(HttpMethod.Post, "/api/v1/searches", new { query = 7 }, HttpStatusCode.BadRequest);
        await client.ReadAsync(HttpMethod.Post, "/api/v1/searches", new { query = "fee", sources = new[] { "x" }, reason = "For a test.", mistyped = 1 }, HttpStatusCode.BadRequest);
        await client.GetAsync("/api/v1/statistics?from=yesterday", HttpStatusCode.BadRequest);
        site.Sources.Broken = new InvalidOperationException("broken for the test");
        Assert.DoesNotContain("broken", (await client.GetAsync("/api/v1/sources", HttpStatusCode.InternalServerError)).GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_is_revoked_or_over_opens_nothing_and_its_use_is_noted_to_the_day()
    {
        await using var site = await TestSite.StartAsync();
        using var revoked = await ApiClient.WithAsync(site, ApiScopes.SearchesRead);
        using var over = await ApiClient.WithAsync(site, ApiScopes.SearchesRead);
        using var good = await ApiClient.WithAsync(site, ApiScopes.SearchesRead);
        await revoked.GetAsync("/api/v1/searches");
        Assert.Null(await site.Get<ApiTokenService>().RevokeAsync(1, new OperationContext("1", TestSite.Now, "Test."), CancellationToken.None));
        await using (var db = await site.Get<IDbContextFactory<ListeningDbContext>>().CreateDbContextAsync())
            await db.ApiTokens.Where(token => token.Id == 2).ExecuteUpdateAsync(token => token.SetProperty(t => t.ExpiresAt, TestSite.Now));

        await revoked.GetAsync("/api/v1/searches", HttpStatusCode.Unauthorized);
        await over.GetAsync("/api/v1/searches", HttpStatusCode.Unauthorized);
        await good.GetAsync("/api/v1/searches");

        Assert.Equal([TestSite.Now.Date, null, TestSite.Now.Date], (await site.Get<ApiTokenService>().ListAsync(CancellationToken.None)).Select(token => token.LastUsedAt));
    }

    [Fact]
    public async Task A_token_that_asks_too_often_is_told_to_wait_and_another_is_not()
    {
        await using var site = await TestSite.StartAsync();
        using var eager = await ApiClient.WithAsync(site, ApiScopes.SourcesRead);
        using var calm = await ApiClient.WithAsync(site, ApiScopes.SourcesRead);
        for (var asked = 0; asked < 600; asked++)
        {
            using var response = await eager.SendAsync(HttpMethod.Get, "/api/v1/sources");
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        await eager.GetAsync("/api/v1/sources", HttpStatusCode.TooManyRequests);
        await calm.GetAsync("/api/v1/sources");
    }

    private static IEnumerable<RouteEndpoint> Endpoints(TestSite site) => site.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/api/v1/", StringComparison.Ordinal) && !endpoint.RoutePattern.RawText.EndsWith("openapi.json", StringComparison.Ordinal));

    private static string PathOf(RouteEndpoint endpoint) =>
        endpoint.RoutePattern.RawText!.Replace("{name}", "fees", StringComparison.Ordinal).Replace("{id:long}", "1", StringComparison.Ordinal);
}
