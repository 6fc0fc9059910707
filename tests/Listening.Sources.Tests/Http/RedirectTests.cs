using System.Net;
using Listening.Core.Sources;
using Listening.Sources.Http;
using Listening.TestSupport;
using Xunit;

namespace Listening.Sources.Tests.Http;

public sealed class RedirectTests
{
    private static readonly GuardedHttpOptions Options = new() { AllowPrivateAddresses = true, MaximumRetries = 0 };

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task Follows_a_redirect_on_the_same_host(int status)
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Then(status, null, ("Location", "/new?a=1")).Then(200, "here"u8.ToArray());

        var read = await SendAsync(new HttpRequestMessage(HttpMethod.Get, server.Address));

        Assert.Equal("here"u8.ToArray(), read.Body);
        Assert.Equal(new Uri(server.Address, "/new?a=1"), read.Address);
    }

    [Theory]
    [InlineData(5, true)]
    [InlineData(6, false)]
    public async Task Follows_five_redirects_and_no_more(int hops, bool arrives)
    {
        await using var server = await ScriptedServer.StartAsync();
        for (var hop = 1; hop <= hops; hop++) server.Then(302, null, ("Location", $"/hop{hop}"));
        server.Then(200);

        var read = await SendAsync(new HttpRequestMessage(HttpMethod.Get, server.Address));

        Assert.Equal(arrives ? null : SourceFailureKind.Rejected, read.Failure?.Kind);
        Assert.Equal(6, server.Requests.Count);
    }

    [Fact]
    public async Task A_circle_of_redirects_ends()
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Otherwise = static context => { context.Response.StatusCode = 302; context.Response.Headers.Location = "/"; return Task.CompletedTask; };

        Assert.Equal(SourceFailureKind.Rejected, (await SendAsync(new HttpRequestMessage(HttpMethod.Get, server.Address))).Failure?.Kind);
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://public.example/")]
    [InlineData("gopher://public.example/")]
    [InlineData("data:text/xml,<rss/>")]
    [InlineData("javascript:alert(1)")]
    [InlineData("http://")]
    public async Task A_redirect_to_anything_but_http_is_refused(string location)
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Then(302, null, ("Location", location)).Then(200);

        var read = await SendAsync(new HttpRequestMessage(HttpMethod.Get, server.Address));

        Assert.Equal(SourceFailureKind.Rejected, read.Failure?.Kind);
        Assert.DoesNotContain(location, read.Failure!.Message, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://public.example/")]
    public async Task An_address_that_is_not_http_is_refused(string address) =>
        Assert.Equal(SourceFailureKind.Rejected, (await SendAsync(new HttpRequestMessage(HttpMethod.Get, new Uri(address)))).Failure?.Kind);

    [Fact]
    public async Task Keeps_secrets_on_the_same_host()
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Then(302, null, ("Location", "/inner")).Then(200);

        await SendAsync(WithSecrets(server.Address));

        Assert.Equal("Bearer not-a-real-token", server.Requests[1].Headers["Authorization"]);
    }

    [Fact]
    public async Task Sends_no_secret_to_another_host()
    {
        // A second host must be public, and none is reachable from a test; so a handler stands in place of the network.
        using var network = new SentHeaders("http://second.example/");
        using var redirects = new HttpMessageInvoker(new RedirectHandler(5, network));
        using var request = WithSecrets(new Uri("http://first.example/"));
        using var response = await redirects.SendAsync(request, default);

        Assert.Equal(["http://first.example/", "http://second.example/"], network.Sent.Select(sent => sent.Address));
        Assert.Equal("Accept Authorization Cookie X-Api-Key", network.Sent[0].Names);
        Assert.Equal("Accept", network.Sent[1].Names);
    }

    [Fact]
    public async Task A_body_is_not_carried_to_another_host()
    {
        await using var first = await ScriptedServer.StartAsync();
        await using var second = await ScriptedServer.StartAsync();
        first.Then(307, null, ("Location", second.Address.AbsoluteUri));
        using var request = new HttpRequestMessage(HttpMethod.Post, first.Address) { Content = new StringContent("password") };

        Assert.Equal(SourceFailureKind.Rejected, (await SendAsync(request)).Failure?.Kind);
        Assert.Equal(0, second.Connections);
    }

    private static HttpRequestMessage WithSecrets(Uri address)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer not-a-real-token");
        request.Headers.TryAddWithoutValidation("Cookie", "session=1");
        request.Headers.TryAddWithoutValidation("X-Api-Key", "key");
        request.Headers.TryAddWithoutValidation("Accept", "*/*");
        return request;
    }

    private static async Task<BodyRead> SendAsync(HttpRequestMessage request)
    {
        using var client = GuardedHttp.CreateClient(Options, TimeProvider.System);
        using (request) return await GuardedHttp.ReadAsync(client, request, TimeProvider.System, default);
    }

    /// <summary>Answers the first request with a redirect and notes what was sent where.</summary>
    private sealed class SentHeaders(string redirectTo) : HttpMessageHandler
    {
        public List<(string Address, string Names)> Sent { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Sent.Add((request.RequestUri!.AbsoluteUri, string.Join(' ', request.Headers.Select(header => header.Key).Order(StringComparer.Ordinal))));
            var answer = new HttpResponseMessage(Sent.Count == 1 ? HttpStatusCode.Redirect : HttpStatusCode.OK);
            if (Sent.Count == 1) answer.Headers.Location = new Uri(redirectTo);
            return Task.FromResult(answer);
        }
    }
}
