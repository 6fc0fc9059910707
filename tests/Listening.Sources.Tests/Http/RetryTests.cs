using System.Net;
using Listening.Core.Sources;
using Listening.Sources.Http;
using Listening.TestSupport;
using Xunit;

namespace Listening.Sources.Tests.Http;

public sealed class RetryTests
{
    private static readonly DateTime Now = new(2026, 3, 10, 12, 0, 0, DateTimeKind.Utc);

    private static readonly GuardedHttpOptions Options = new()
    {
        AllowPrivateAddresses = true,
        AttemptTimeout = TimeSpan.FromHours(1),
        TotalTimeout = TimeSpan.FromHours(2),
    };

    private readonly HurriedTime time = new(Now);

    [Fact]
    public async Task Waits_as_many_seconds_as_the_server_asks_and_then_succeeds()
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Then(429, null, ("Retry-After", "7")).Then(200, "there"u8.ToArray());

        var read = await GetAsync(server);

        Assert.Null(read.Failure);
        Assert.Equal("there"u8.ToArray(), read.Body);
        Assert.Equal([TimeSpan.FromSeconds(7)], time.Waits);
    }

    [Fact]
    public async Task Waits_until_the_date_the_server_names()
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Then(503, null, ("Retry-After", "Tue, 10 Mar 2026 12:00:20 GMT")).Then(200);

        var read = await GetAsync(server);

        Assert.Equal(HttpStatusCode.OK, read.Status);
        Assert.Equal([TimeSpan.FromSeconds(20)], time.Waits);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task Hands_back_a_wait_that_is_too_long_instead_of_sitting_it_out(int status)
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Then(status, null, ("Retry-After", "900")).Then(200);

        var read = await GetAsync(server);

        Assert.Equal(SourceFailureKind.RateLimited, read.Failure?.Kind);
        Assert.Equal(TimeSpan.FromMinutes(15), read.Failure?.RetryAfter);
        Assert.Single(server.Requests);
        Assert.Empty(time.Waits);
    }

    [Fact]
    public async Task A_limit_without_a_time_is_handed_back_at_once()
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Then(429).Then(200);

        var read = await GetAsync(server);

        Assert.Equal(new SourceFailure(SourceFailureKind.RateLimited, "The server answered 429.", null), read.Failure);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(408)]
    public async Task Backs_off_further_after_each_server_error(int status)
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Then(status).Then(status).Then(status).Then(200);

        var read = await GetAsync(server);

        Assert.Equal(HttpStatusCode.OK, read.Status);
        Assert.Equal(3, time.Waits.Count);
        Assert.All(time.Waits, wait => Assert.InRange(wait, TimeSpan.Zero, Options.LongestWait));
        // With jitter no single wait is certain, but three of them are never all short.
        Assert.True(time.Waits.Sum(wait => wait.TotalSeconds) > 1.5);
    }

    [Fact]
    public async Task Gives_up_after_the_last_retry_and_says_so()
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Otherwise = static context => { context.Response.StatusCode = 500; return Task.CompletedTask; };

        var read = await GetAsync(server);

        Assert.Equal(SourceFailureKind.Unavailable, read.Failure?.Kind);
        Assert.Equal(4, server.Requests.Count);
    }

    [Theory]
    [InlineData(400, SourceFailureKind.Rejected)]
    [InlineData(401, SourceFailureKind.Unauthorised)]
    [InlineData(403, SourceFailureKind.Unauthorised)]
    [InlineData(404, SourceFailureKind.Misconfigured)]
    [InlineData(410, SourceFailureKind.Misconfigured)]
    public async Task Does_not_repeat_what_will_not_change(int status, SourceFailureKind kind)
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Then(status, "why"u8.ToArray()).Then(200);

        var read = await GetAsync(server);

        Assert.Equal(kind, read.Failure?.Kind);
        Assert.Equal("why"u8.ToArray(), read.Body);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_connection_lost_in_the_middle_of_the_body_is_retried()
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Then(async context =>
        {
            context.Response.ContentLength = 100;
            await context.Response.Body.WriteAsync("half"u8.ToArray());
            await context.Response.Body.FlushAsync();
            context.Abort();
        }).Then(200, "whole"u8.ToArray());

        var read = await GetAsync(server);

        Assert.Equal("whole"u8.ToArray(), read.Body);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task A_post_is_sent_once_unless_told_that_it_may_be_repeated()
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Then(500).Then(500).Then(200);
        using var client = GuardedHttp.CreateClient(Options, time);
        using var once = new HttpRequestMessage(HttpMethod.Post, server.Address) { Content = new StringContent("once") };
        var first = await GuardedHttp.ReadAsync(client, once, time, default);
        using var again = GuardedHttp.MayBeRepeated(new HttpRequestMessage(HttpMethod.Post, server.Address) { Content = new StringContent("again") });
        var second = await GuardedHttp.ReadAsync(client, again, time, default);

        Assert.Equal(SourceFailureKind.Unavailable, first.Failure?.Kind);
        Assert.Null(second.Failure);
        Assert.Equal(["once", "again", "again"], server.Requests.Select(request => System.Text.Encoding.UTF8.GetString(request.Body)));
    }

    [Fact]
    public async Task An_unreachable_server_is_tried_again_and_its_address_is_not_told()
    {
        int port;
        await using (var gone = await ScriptedServer.StartAsync()) port = gone.Address.Port;
        using var watch = new SocketWatch();
        using var client = GuardedHttp.CreateClient(Options, time);
        using var request = new HttpRequestMessage(HttpMethod.Get, new UriBuilder("http", "localhost", port, "/secret-path").Uri);

        var read = await GuardedHttp.ReadAsync(client, request, time, default);

        Assert.Equal(new SourceFailure(SourceFailureKind.Unavailable, "No connection could be made.", null), read.Failure);
        Assert.Equal(3, time.Waits.Count);
        Assert.True(watch.ConnectsTo(port) >= 4);
    }

    [Fact]
    public async Task Cancellation_is_never_turned_into_a_failure()
    {
        await using var server = await ScriptedServer.StartAsync();
        using var stop = new CancellationTokenSource();
        server.Then(async context => { await stop.CancelAsync(); await Task.Delay(Timeout.Infinite, context.RequestAborted); });
        using var client = GuardedHttp.CreateClient(Options, time);
        using var request = new HttpRequestMessage(HttpMethod.Get, server.Address);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => GuardedHttp.ReadAsync(client, request, time, stop.Token));
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("120", 120)]
    [InlineData(" 5 ", 5)]
    [InlineData("99999999999999", 86_400)]
    [InlineData("Tue, 10 Mar 2026 12:01:00 GMT", 60)]
    [InlineData("Tue, 10 Mar 2026 11:00:00 GMT", 0)]
    [InlineData("-5", null)]
    [InlineData("soon", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Reads_a_retry_after_of_seconds_or_a_date(string? value, int? seconds) =>
        Assert.Equal(seconds is null ? null : TimeSpan.FromSeconds(seconds.Value), RetryAfter.Read(value, new DateTimeOffset(Now)));

    private async Task<BodyRead> GetAsync(ScriptedServer server)
    {
        using var client = GuardedHttp.CreateClient(Options, time);
        using var request = new HttpRequestMessage(HttpMethod.Get, server.Address);
        return await GuardedHttp.ReadAsync(client, request, time, default);
    }
}
