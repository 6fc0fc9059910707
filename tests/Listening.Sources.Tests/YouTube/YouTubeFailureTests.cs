using Listening.Core.Sources;
using Listening.Sources.YouTube;
using Xunit;

namespace Listening.Sources.Tests.YouTube;

/// <summary>What the platform's refusals are taken for, and what becomes of cursors that lead nowhere.</summary>
public sealed class YouTubeFailureTests
{
    private static readonly DateTime Noon = ScriptedYouTube.Noon;

    [Theory]
    [InlineData(403, "quotaExceeded", null, SourceFailureKind.OverBudget)]
    [InlineData(429, "rateLimitExceeded", null, SourceFailureKind.RateLimited)]
    [InlineData(403, "userRateLimitExceeded", null, SourceFailureKind.RateLimited)]
    [InlineData(400, "badRequest", "API_KEY_INVALID", SourceFailureKind.Unauthorised)]
    [InlineData(403, "accessNotConfigured", null, SourceFailureKind.Unauthorised)]
    [InlineData(403, "forbidden", null, SourceFailureKind.Unauthorised)]
    [InlineData(401, "authError", null, SourceFailureKind.Unauthorised)]
    [InlineData(404, "channelNotFound", null, SourceFailureKind.Misconfigured)]
    [InlineData(403, "commentsDisabled", null, SourceFailureKind.Misconfigured)]
    [InlineData(400, "processingFailure", null, SourceFailureKind.Unavailable)]
    [InlineData(500, "backendError", null, SourceFailureKind.Unavailable)]
    [InlineData(400, "invalidFilters", null, SourceFailureKind.Rejected)]
    public async Task Says_what_a_refusal_means_without_quoting_it(int status, string reason, string? detail, SourceFailureKind expected)
    {
        await using var youtube = await ScriptedYouTube.StartAsync();
        youtube.Answer("commentThreads", status, YouTubeJson.Error(status, reason, detail));

        var failure = (await ScriptedYouTube.ReadAsync(youtube.Connect(), SearchKind.Mentions)).Failure!;

        Assert.Equal(expected, failure.Kind);
        Assert.DoesNotContain("open-sesame", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("aaaaaaaaaaa", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Not for logs", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-03-10T12:00:00Z", "19:00:00")]
    [InlineData("2026-01-10T07:59:00Z", "00:01:00")]
    // Summer time ends that day, which therefore has an hour more.
    [InlineData("2026-11-01T07:00:00Z", "1.01:00:00")]
    public async Task A_spent_quota_is_new_at_midnight_Pacific_time(string now, string expected)
    {
        await using var youtube = await ScriptedYouTube.StartAsync();
        youtube.Time.UtcNow = DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture).UtcDateTime;
        youtube.Answer("commentThreads", 403, YouTubeJson.Error(403, "quotaExceeded"));

        var failure = (await ScriptedYouTube.ReadAsync(youtube.Connect(), SearchKind.Mentions)).Failure!;

        Assert.Equal(TimeSpan.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), failure.RetryAfter);
    }

    [Fact]
    public async Task Waits_as_long_as_the_platform_asks_and_then_goes_on_where_it_was()
    {
        await using var youtube = await ScriptedYouTube.StartAsync();
        youtube.Answer("commentThreads", YouTubeJson.List("second", YouTubeJson.Thread("UgA", Noon)));
        youtube.Answer("commentThreads", 429, "", ("Retry-After", "90")).Answer("commentThreads", YouTubeJson.List(null, YouTubeJson.Thread("UgB", Noon)));
        var connector = youtube.Connect();
        var first = (await ScriptedYouTube.ReadAsync(connector, SearchKind.Mentions)).Page!;

        var refused = await ScriptedYouTube.ReadAsync(connector, SearchKind.Mentions, first.Cursor);
        var rest = await ScriptedYouTube.RunAsync(connector, SearchKind.Mentions, first.Cursor);

        Assert.Equal((SourceFailureKind.RateLimited, TimeSpan.FromSeconds(90)), (refused.Failure!.Kind, refused.Failure.RetryAfter));
        Assert.Equal(["UgB"], rest.Ids);
        Assert.Equal([null, "second", "second"], youtube.Calls.Select(call => call["pageToken"]));
    }

    [Theory]
    [InlineData("<html>not today</html>")]
    [InlineData("{}")]
    [InlineData("""{"items":"none"}""")]
    public async Task Refuses_what_is_not_a_list(string body)
    {
        await using var youtube = await ScriptedYouTube.StartAsync();
        youtube.Answer("commentThreads", body);

        Assert.Equal(SourceFailureKind.Rejected, (await ScriptedYouTube.ReadAsync(youtube.Connect(), SearchKind.Mentions)).Failure!.Kind);
    }

    [Fact]
    public async Task Refuses_a_body_that_is_too_large()
    {
        await using var youtube = await ScriptedYouTube.StartAsync();
        youtube.Answer("commentThreads", new string(' ', 9 * 1024 * 1024));

        Assert.Equal(SourceFailureKind.Rejected, (await ScriptedYouTube.ReadAsync(youtube.Connect(), SearchKind.Mentions)).Failure!.Kind);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("""{"version":99}""")]
    [InlineData("""{"version":1,"run":{"started":"2026-03-10T12:00:00Z","from":"2026-03-10T12:00:00Z","searchFrom":"2026-03-10T12:00:00Z","trail":[]}}""")]
    public async Task A_cursor_that_cannot_be_read_begins_again_and_says_so(string cursor)
    {
        await using var youtube = await ScriptedYouTube.StartAsync();
        youtube.Answer("commentThreads", YouTubeJson.List(null, YouTubeJson.Thread("UgA", Noon)));

        var run = await ScriptedYouTube.RunAsync(youtube.Connect(), SearchKind.Mentions, cursor);

        Assert.Equal(["UgA"], run.Ids);
        Assert.True(run.PossibleGap);
    }

    [Fact]
    public async Task Begins_a_list_again_once_when_the_platform_has_forgotten_the_token()
    {
        await using var youtube = await ScriptedYouTube.StartAsync();
        youtube.Answer("commentThreads", YouTubeJson.List("old", YouTubeJson.Thread("UgA", Noon)));
        youtube.Answer("commentThreads", 400, YouTubeJson.Error(400, "invalidPageToken"));
        youtube.Answer("commentThreads", YouTubeJson.List("new", YouTubeJson.Thread("UgA", Noon)), YouTubeJson.List(null, YouTubeJson.Thread("UgB", Noon)));

        var run = await ScriptedYouTube.RunAsync(youtube.Connect(), SearchKind.Mentions);

        Assert.Equal(["UgA", "UgB"], run.Ids);
        Assert.False(run.PossibleGap);
        Assert.Equal([null, "old", null, "new"], youtube.Calls.Select(call => call["pageToken"]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Ends_when_the_tokens_lead_in_a_circle_and_says_that_posts_may_be_missing(int length)
    {
        await using var youtube = await ScriptedYouTube.StartAsync();
        youtube.Options = youtube.Options with { MaximumPages = 10 };
        for (var page = 0; page < 20; page++) youtube.Answer("commentThreads", YouTubeJson.List($"turn{page % length}", YouTubeJson.Thread("UgA", Noon)));

        var run = await ScriptedYouTube.RunAsync(youtube.Connect(), SearchKind.Mentions);

        Assert.True(run.PossibleGap);
        Assert.Equal(["UgA"], run.Ids);
    }

    [Fact]
    public async Task Charges_units_and_searches_apart_and_asks_nothing_when_the_day_is_spent()
    {
        await using var youtube = await ScriptedYouTube.StartAsync();
        var meter = new Meter();
        youtube.Meter = meter;
        youtube.Answer("search", YouTubeJson.List(null, YouTubeJson.Found("aaaaaaaaaaa")), YouTubeJson.List(null));
        youtube.Answer("videos", YouTubeJson.List(null, YouTubeJson.Video("aaaaaaaaaaa", Noon)));
        var connector = youtube.Connect();
        await ScriptedYouTube.RunAsync(connector, SearchKind.Keywords);

        meter.Refusal = new SourceFailure(SourceFailureKind.OverBudget, "The day's budget is spent.", TimeSpan.FromHours(2));
        var refused = await ScriptedYouTube.ReadAsync(connector, SearchKind.Mentions);

        Assert.Equal([new SourceCharge(1, 0, 0, "search"), new SourceCharge(1, 1), new SourceCharge(1, 1)], meter.Charges);
        Assert.Equal((SourceFailureKind.OverBudget, TimeSpan.FromHours(2)), (refused.Failure!.Kind, refused.Failure.RetryAfter));
        Assert.Equal(2, youtube.Calls.Count);
    }

    [Fact]
    public void Tells_the_host_what_a_day_allows()
    {
        var options = new YouTubeOptions { ApiKey = "open-sesame" };

        Assert.Equal([new SourceAllowance("", Units: 10_000), new SourceAllowance("search", Calls: 100)], options.Allowances);
        Assert.Equal("America/Los_Angeles", YouTubeOptions.DayZone);
        Assert.Equal("www.googleapis.com", options.ToString());
    }

    private sealed class Meter : ISourceMeter
    {
        public List<SourceCharge> Charges { get; } = [];

        public SourceFailure? Refusal { get; set; }

        public SourceFailure? Take(SourceCharge charge)
        {
            Charges.Add(charge);
            return Refusal;
        }

        public void Add(SourceCharge charge) => Charges.Add(charge);
    }
}
