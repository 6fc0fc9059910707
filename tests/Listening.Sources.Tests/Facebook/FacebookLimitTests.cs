using Listening.Core.Sources;
using Xunit;

namespace Listening.Sources.Tests.Facebook;

/// <summary>Limits, errors and the token.</summary>
public sealed class FacebookLimitTests
{
    private const SearchKind Kind = SearchKind.Account;

    [Theory]
    [InlineData("X-App-Usage", """{"call_count":28,"total_time":81,"total_cputime":25}""", 10)]
    [InlineData("X-Business-Use-Case-Usage", """{"9001":[{"type":"pages","call_count":97,"total_cputime":1,"total_time":1,"estimated_time_to_regain_access":0}]}""", 10)]
    [InlineData("X-Business-Use-Case-Usage", """{"9001":[{"type":"pages","call_count":100,"total_cputime":1,"total_time":1,"estimated_time_to_regain_access":45}]}""", 45)]
    [InlineData("X-App-Usage", """{"call_count":79,"total_time":79,"total_cputime":79}""", null)]
    [InlineData("X-App-Usage", "not JSON", null)]
    [InlineData("X-Business-Use-Case-Usage", """[{"call_count":100}]""", null)]
    public async Task Stops_asking_before_the_limit_is_used_up_and_goes_on_in_time(string header, string usage, int? minutes)
    {
        await using var graph = await ScriptedGraph.StartAsync();
        graph.Answer("feed", 200, Graph.Nothing, (header, usage)).Answer("feed", Graph.Nothing);
        var connector = graph.Connect();
        await ScriptedGraph.ReadAsync(connector, Kind);

        var held = await ScriptedGraph.ReadAsync(connector, Kind);
        var calls = graph.Calls.Count;
        graph.Time.Advance(TimeSpan.FromMinutes(minutes ?? 0));
        var later = minutes is null ? held : await ScriptedGraph.ReadAsync(connector, Kind);

        Assert.Equal((minutes is null ? null : SourceFailureKind.RateLimited, minutes), (held.Failure?.Kind, (int?)held.Failure?.RetryAfter?.TotalMinutes));
        Assert.Equal(minutes is null ? 2 : 1, calls);
        Assert.Null(later.Failure);
    }

    [Theory]
    [InlineData(4, SourceFailureKind.RateLimited)]
    [InlineData(17, SourceFailureKind.RateLimited)]
    [InlineData(32, SourceFailureKind.RateLimited)]
    [InlineData(613, SourceFailureKind.RateLimited)]
    [InlineData(80001, SourceFailureKind.RateLimited)]
    [InlineData(190, SourceFailureKind.Unauthorised)]
    [InlineData(10, SourceFailureKind.Unauthorised)]
    [InlineData(200, SourceFailureKind.Unauthorised)]
    [InlineData(299, SourceFailureKind.Unauthorised)]
    [InlineData(100, SourceFailureKind.Misconfigured)]
    [InlineData(2, SourceFailureKind.Unavailable)]
    [InlineData(99999, SourceFailureKind.Rejected)]
    public async Task Says_what_an_error_means_and_nothing_of_what_it_quotes(int code, SourceFailureKind kind)
    {
        await using var graph = await ScriptedGraph.StartAsync();
        graph.Answer("feed", 400, Graph.Error(code));

        var failure = (await graph.ReadAsync(Kind)).Failure!;

        Assert.Equal((kind, kind == SourceFailureKind.RateLimited), (failure.Kind, failure.RetryAfter is not null));
        Assert.DoesNotContain(Graph.PageId, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("pim", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_inside_a_success_is_a_failure_although_data_comes_with_it()
    {
        await using var graph = await ScriptedGraph.StartAsync();
        graph.Answer("feed", """{"data":[],"error":{"code":190,"message":"x"}}""");

        Assert.Equal(SourceFailureKind.Unauthorised, (await graph.ReadAsync(Kind)).Failure!.Kind);
    }

    [Fact]
    public async Task Waits_as_long_as_it_is_told_after_429_and_tries_again_when_that_is_short()
    {
        await using var graph = await ScriptedGraph.StartAsync();
        graph.Answer("feed", 429, "", ("Retry-After", "0")).Answer("feed", Graph.Nothing).Answer("feed", 429, "", ("Retry-After", "120"));
        var connector = graph.Connect(retries: 2);

        var read = await ScriptedGraph.ReadAsync(connector, Kind);
        var held = await ScriptedGraph.ReadAsync(connector, Kind);

        Assert.Null(read.Failure);
        Assert.Equal((SourceFailureKind.RateLimited, TimeSpan.FromMinutes(2)), (held.Failure!.Kind, held.Failure.RetryAfter));
        Assert.Equal(3, graph.Calls.Count);
    }

    [Fact]
    public async Task Finds_out_that_the_token_is_a_users_although_every_answer_is_a_success()
    {
        await using var graph = await ScriptedGraph.StartAsync();
        graph.Answer("me", """{"id":"555"}""").Answer("feed", Graph.Nothing);

        var failure = (await graph.ReadAsync(Kind)).Failure!;

        Assert.Equal(SourceFailureKind.Misconfigured, failure.Kind);
        Assert.Contains("page access token", failure.Message, StringComparison.Ordinal);
        Assert.Empty(graph.Calls);
    }

    [Theory]
    [InlineData("<html>sign in to the network</html>")]
    [InlineData("")]
    public async Task Refuses_an_answer_that_is_not_JSON(string body)
    {
        await using var graph = await ScriptedGraph.StartAsync();
        graph.Answer("feed", 200, body);

        Assert.Equal(SourceFailureKind.Rejected, (await graph.ReadAsync(Kind)).Failure!.Kind);
    }

    [Fact]
    public async Task Refuses_an_answer_that_is_too_large()
    {
        await using var graph = await ScriptedGraph.StartAsync();
        graph.Answer("feed", 200, new string(' ', graph.Options.Http.MaximumBytes + 1));

        Assert.Equal(SourceFailureKind.Rejected, (await graph.ReadAsync(Kind)).Failure!.Kind);
    }

    [Fact]
    public async Task Counts_every_call_and_stops_when_the_budget_is_spent()
    {
        await using var graph = await ScriptedGraph.StartAsync();
        graph.Answer("feed", Graph.Nothing, Graph.Nothing);
        var meter = new TwoCalls();
        var connector = graph.Connect(meter: meter);
        await ScriptedGraph.ReadAsync(connector, Kind);

        var read = await ScriptedGraph.ReadAsync(connector, Kind);

        Assert.Equal(SourceFailureKind.OverBudget, read.Failure!.Kind);
        Assert.Equal(2, graph.Received.Count);
    }

    [Fact]
    public void Settings_print_no_secret() =>
        Assert.Equal("graph.facebook.com", new Listening.Sources.Facebook.FacebookOptions { PageId = "1", PageToken = "secret" }.ToString());

    private sealed class TwoCalls : ISourceMeter
    {
        private int calls;

        public SourceFailure? Take(SourceCharge charge) => (calls += charge.Calls) > 2 ? new SourceFailure(SourceFailureKind.OverBudget, "Spent.", TimeSpan.FromHours(1)) : null;

        public void Add(SourceCharge charge) => throw new InvalidOperationException();
    }
}
