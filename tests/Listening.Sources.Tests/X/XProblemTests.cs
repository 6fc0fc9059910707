using System.Globalization;
using System.Text;
using Listening.Core.Sources;
using Listening.Sources.X;
using Xunit;

namespace Listening.Sources.Tests.X;

public sealed class XProblemTests
{
    private static readonly DateTime Noon = ScriptedX.Noon;
    private static readonly string Id = XWire.Id(Noon.AddHours(-1));

    [Theory]
    [InlineData(401, "unauthorized", SourceFailureKind.Unauthorised, "Put a valid token")]
    [InlineData(403, "client-forbidden", SourceFailureKind.Unauthorised, "client-forbidden")]
    [InlineData(402, "credits-depleted", SourceFailureKind.OverBudget, "Buy credits")]
    [InlineData(429, "usage-capped", SourceFailureKind.OverBudget, "Raise the cap")]
    [InlineData(403, "usage-capped", SourceFailureKind.OverBudget, "Raise the cap")]
    [InlineData(200, "usage-capped", SourceFailureKind.OverBudget, "Raise the cap")]
    [InlineData(503, "service-unavailable", SourceFailureKind.Unavailable, "503")]
    public async Task Says_what_is_wrong_and_what_to_do_and_nothing_of_what_X_quotes(int status, string type, SourceFailureKind kind, string expected)
    {
        await using var x = await ScriptedX.StartAsync();
        x.Answer("search", status, XWire.Problem(type));

        var failure = (await x.ReadAsync(SearchKind.Keywords)).Failure!;

        Assert.Equal(kind, failure.Kind);
        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("reporter", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("privacy", failure.Message, StringComparison.Ordinal);
        if (kind == SourceFailureKind.OverBudget) Assert.NotNull(failure.RetryAfter);
    }

    [Fact]
    public async Task Names_the_parameter_that_X_finds_fault_with()
    {
        await using var x = await ScriptedX.StartAsync();
        x.Answer("search", 400, XWire.Invalid("query"));

        var failure = (await x.ReadAsync(SearchKind.Keywords)).Failure!;

        Assert.Equal((SourceFailureKind.Misconfigured, "X does not take the request to GET /2/tweets/search/recent (400): it finds fault with query."), (failure.Kind, failure.Message));
    }

    [Fact]
    public async Task Obeys_a_limit_that_was_hit_and_reads_the_same_page_when_it_is_new()
    {
        await using var x = await ScriptedX.StartAsync();
        x.Answer("search", XWire.Page("two", Id)).Answer("search", 429, XWire.Problem("about:blank"), Window(0, 600)).Answer("search", XWire.Page(null, Id));
        var connector = x.Connect();
        var first = (await ScriptedX.ReadAsync(connector, SearchKind.Keywords)).Page!;

        var limited = await ScriptedX.ReadAsync(connector, SearchKind.Keywords, first.Cursor);
        var tooEarly = await ScriptedX.ReadAsync(connector, SearchKind.Keywords, first.Cursor);
        x.Time.Advance(TimeSpan.FromMinutes(10));
        var later = await ScriptedX.ReadAsync(connector, SearchKind.Keywords, first.Cursor);

        Assert.Equal((SourceFailureKind.RateLimited, TimeSpan.FromMinutes(10)), (limited.Failure!.Kind, limited.Failure.RetryAfter));
        Assert.Equal(SourceFailureKind.RateLimited, tooEarly.Failure!.Kind);
        Assert.NotNull(later.Page);
        Assert.Equal([null, "two", "two"], x.Calls.Select(call => call["next_token"]));
    }

    [Fact]
    public async Task Stops_before_a_limit_is_hit()
    {
        await using var x = await ScriptedX.StartAsync();
        x.Answer("search", 200, XWire.Page("two", Id), Window(5, 300));
        x.Answer("mentions", XWire.Page(null, Id));
        var connector = x.Connect();
        var first = (await ScriptedX.ReadAsync(connector, SearchKind.Keywords)).Page!;

        var read = await ScriptedX.ReadAsync(connector, SearchKind.Keywords, first.Cursor);

        Assert.Equal((SourceFailureKind.RateLimited, TimeSpan.FromMinutes(5)), (read.Failure!.Kind, read.Failure.RetryAfter));
        Assert.Single(x.Calls);
        // Other methods have windows of their own.
        Assert.NotNull((await ScriptedX.ReadAsync(connector, SearchKind.Mentions)).Page);
    }

    [Theory]
    [InlineData("resource-not-found", "username")]
    [InlineData("not-authorized-for-resource", "protected or suspended")]
    public async Task Says_misconfigured_for_an_account_that_cannot_be_read(string type, string expected)
    {
        await using var x = await ScriptedX.StartAsync();
        x.Answer("by/username", $$"""{"errors":[{"value":"reporter","parameter":"username","resource_type":"user","type":"https://api.x.com/2/problems/{{type}}"}]}""");

        var failure = (await x.ReadAsync(SearchKind.Account)).Failure!;

        Assert.Equal(SourceFailureKind.Misconfigured, failure.Kind);
        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("reporter", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reads_no_protected_account()
    {
        await using var x = await ScriptedX.StartAsync();
        x.Answer("by/username", """{"data":{"id":"7001","username":"reporter","protected":true}}""");

        Assert.Equal(SourceFailureKind.Misconfigured, (await x.ReadAsync(SearchKind.Account)).Failure?.Kind);
        Assert.Empty(x.Calls);
    }

    [Theory]
    [InlineData("<html>")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("{}")]
    [InlineData("""{"data":"x"}""")]
    public async Task Rejects_what_is_no_page(string body)
    {
        await using var x = await ScriptedX.StartAsync();
        x.Answer("search", body);

        Assert.Equal(SourceFailureKind.Rejected, (await x.ReadAsync(SearchKind.Keywords)).Failure?.Kind);
    }

    [Fact]
    public async Task Rejects_an_answer_that_is_larger_than_allowed()
    {
        await using var x = await ScriptedX.StartAsync();
        var piece = Encoding.UTF8.GetBytes(new string(' ', 1024 * 1024));
        x.Answer("search", async context =>
        {
            for (var sent = 0; sent < 10; sent++) await context.Response.Body.WriteAsync(piece, context.RequestAborted);
        });

        Assert.Equal(SourceFailureKind.Rejected, (await x.ReadAsync(SearchKind.Keywords)).Failure?.Kind);
    }

    [Fact]
    public async Task Counts_each_post_and_author_once_in_a_day_of_UTC()
    {
        await using var x = await ScriptedX.StartAsync();
        x.Answer("search", XWire.Page("two", Id, XWire.Id(Noon, 1)), XWire.Page(null, Id, XWire.Id(Noon, 2)), XWire.Page(null, Id));
        x.Answer("lookup", XWire.Look([XWire.Post(Id)]));
        var connector = x.Connect();

        var (_, cursor) = await x.DrainAsync(connector, SearchKind.Keywords);
        await connector.CheckAsync([new() { Id = Id }], CancellationToken.None);
        Assert.Equal((3, 3, (3 * 0.005m) + (2 * 0.010m)), (x.Meter.Calls, x.Meter.Units, x.Meter.Cost));
        x.Time.UtcNow = Noon.Date.AddDays(1);
        await x.DrainAsync(connector, SearchKind.Keywords, cursor);

        Assert.Equal((4, 4, (4 * 0.005m) + (4 * 0.010m)), (x.Meter.Calls, x.Meter.Units, x.Meter.Cost));
    }

    [Fact]
    public async Task Counts_the_look_for_a_username_and_leaves_authors_out_where_they_are_free()
    {
        await using var x = await ScriptedX.StartAsync();
        x.Options = x.Options with { AuthorsAreCharged = false, UserPrice = 2, PostPrice = 1 };
        x.Answer("timeline", XWire.Page(null, Id));

        await x.ReadAsync(SearchKind.Account);

        Assert.Equal((2, 3m), (x.Meter.Calls, x.Meter.Cost));
    }

    [Fact]
    public async Task Makes_no_request_beyond_the_budget()
    {
        await using var x = await ScriptedX.StartAsync();
        x.Meter.Refusal = new SourceFailure(SourceFailureKind.OverBudget, "spent", TimeSpan.FromHours(3));

        Assert.Equal(x.Meter.Refusal, (await x.ReadAsync(SearchKind.Keywords)).Failure);
        Assert.Empty(x.Received);
    }

    [Fact]
    public void Settings_print_the_server_only() =>
        Assert.Equal("api.x.com", new XOptions { BearerToken = "secret", RefreshToken = "secret" }.ToString());

    private static (string, string)[] Window(int remaining, int seconds) =>
    [
        ("x-rate-limit-limit", "450"),
        ("x-rate-limit-remaining", remaining.ToString(CultureInfo.InvariantCulture)),
        ("x-rate-limit-reset", new DateTimeOffset(Noon.AddSeconds(seconds)).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
    ];
}
