using Listening.Core.Sources;
using Xunit;

namespace Listening.Sources.Tests.Mastodon;

public sealed class MastodonFailureTests
{
    private const string Tag = "/api/v1/timelines/tag/foi";

    [Theory]
    [InlineData(401, SourceFailureKind.Unauthorised)]
    [InlineData(403, SourceFailureKind.Unauthorised)]
    [InlineData(404, SourceFailureKind.Misconfigured)]
    [InlineData(422, SourceFailureKind.Misconfigured)]
    [InlineData(429, SourceFailureKind.RateLimited)]
    [InlineData(503, SourceFailureKind.Unavailable)]
    public async Task Says_what_is_wrong_and_nothing_of_what_the_server_quotes(int status, SourceFailureKind kind)
    {
        await using var mastodon = await ScriptedMastodon.StartAsync();
        mastodon.Answer(Tag, status, MastodonWire.Error());

        var failure = (await mastodon.ReadAsync(SearchKind.Keywords)).Failure!;

        Assert.Equal(kind, failure.Kind);
        Assert.DoesNotContain("pim", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("foi", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("sesame", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("127.0.0.1", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Obeys_a_refusal_for_too_many_requests_and_goes_on_at_the_same_place()
    {
        await using var mastodon = await ScriptedMastodon.StartAsync();
        mastodon.Answer(Tag, MastodonWire.Page(MastodonWire.Status("30", ScriptedMastodon.Noon.AddMinutes(-1))))
            .Answer(Tag, 429, MastodonWire.Error(), ("X-RateLimit-Limit", "300"), ("X-RateLimit-Remaining", "0"), ("X-RateLimit-Reset", "2026-03-02T12:02:00.000000Z"))
            .Answer(Tag, MastodonWire.Page());
        var connector = mastodon.Connect();
        var first = await ScriptedMastodon.ReadAsync(connector, SearchKind.Keywords);

        var refused = await ScriptedMastodon.ReadAsync(connector, SearchKind.Keywords, first.Page!.Cursor);
        var held = await ScriptedMastodon.ReadAsync(connector, SearchKind.Keywords, first.Page.Cursor);
        var calls = mastodon.Calls.Count;
        mastodon.Time.Advance(TimeSpan.FromMinutes(2));
        var later = await ScriptedMastodon.ReadAsync(connector, SearchKind.Keywords, first.Page.Cursor);

        Assert.Equal((SourceFailureKind.RateLimited, TimeSpan.FromMinutes(2)), (refused.Failure!.Kind, refused.Failure.RetryAfter));
        Assert.Equal((SourceFailureKind.RateLimited, TimeSpan.FromMinutes(2)), (held.Failure!.Kind, held.Failure.RetryAfter));
        Assert.Equal(2, calls);
        Assert.False(later.Page!.HasMore);
    }

    [Fact]
    public async Task Leaves_the_reserve_of_a_window_alone()
    {
        await using var mastodon = await ScriptedMastodon.StartAsync();
        mastodon.Answer(Tag, 200, MastodonWire.Page(), ("X-RateLimit-Limit", "300"), ("X-RateLimit-Remaining", "10"), ("X-RateLimit-Reset", "2026-03-02T12:05:00.000000Z"));
        var connector = mastodon.Connect();
        await ScriptedMastodon.ReadAsync(connector, SearchKind.Keywords);

        var held = await ScriptedMastodon.ReadAsync(connector, SearchKind.Keywords);

        Assert.Equal(TimeSpan.FromMinutes(5), held.Failure!.RetryAfter);
        Assert.Single(mastodon.Calls);
    }

    [Theory]
    [InlineData("<html>Under maintenance</html>")]
    [InlineData("{\"statuses\":[]}")]
    [InlineData("")]
    [InlineData("7")]
    public async Task An_answer_that_is_no_page_is_rejected(string body)
    {
        await using var mastodon = await ScriptedMastodon.StartAsync();
        mastodon.Answer(Tag, body);

        Assert.Equal(SourceFailureKind.Rejected, (await mastodon.ReadAsync(SearchKind.Keywords)).Failure!.Kind);
    }

    [Fact]
    public async Task An_answer_that_is_too_large_is_rejected()
    {
        await using var mastodon = await ScriptedMastodon.StartAsync();
        mastodon.Answer(Tag, "\"" + new string('x', 9 * 1024 * 1024) + "\"");

        Assert.Equal(SourceFailureKind.Rejected, (await mastodon.ReadAsync(SearchKind.Keywords)).Failure!.Kind);
    }

    [Theory]
    [InlineData(SearchKind.Mentions)]
    [InlineData(SearchKind.List)]
    public async Task What_needs_a_token_is_refused_without_one_and_asks_nobody(SearchKind kind)
    {
        await using var mastodon = await ScriptedMastodon.StartAsync();
        mastodon.Options = mastodon.Options with { AccessToken = null };

        var read = await mastodon.ReadAsync(kind);

        Assert.Equal(SourceFailureKind.Misconfigured, read.Failure!.Kind);
        Assert.Contains("access token", read.Failure.Message, StringComparison.Ordinal);
        Assert.Empty(mastodon.Calls);
    }

    [Fact]
    public async Task An_account_that_the_server_does_not_know_is_explained()
    {
        await using var mastodon = await ScriptedMastodon.StartAsync();
        mastodon.Answer("/api/v1/accounts/lookup", 404, MastodonWire.Error());

        var failure = (await mastodon.ReadAsync(SearchKind.Account)).Failure!;

        Assert.Equal(SourceFailureKind.Misconfigured, failure.Kind);
        Assert.Contains("knows no account", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_account_is_looked_up_once_and_again_when_it_has_moved()
    {
        await using var mastodon = await ScriptedMastodon.StartAsync();
        mastodon.Answer("/api/v1/accounts/lookup", MastodonWire.Account("1"), MastodonWire.Account("2"))
            .Answer("/api/v1/accounts/1/statuses", MastodonWire.Page()).Answer("/api/v1/accounts/1/statuses", 404, MastodonWire.Error())
            .Answer("/api/v1/accounts/2/statuses", MastodonWire.Page());
        var connector = mastodon.Connect();

        for (var run = 0; run < 3; run++) await ScriptedMastodon.ReadAsync(connector, SearchKind.Account);

        Assert.Equal(["lookup", "1", "1", "lookup", "2"], mastodon.Calls.Select(call => call.Path.Split('/')[^1] == "lookup" ? "lookup" : call.Path.Split('/')[^2]));
        Assert.Equal("true", mastodon.Calls[1]["exclude_reblogs"]);
    }

    [Fact]
    public async Task Every_call_is_counted_and_none_goes_out_over_the_budget()
    {
        await using var mastodon = await ScriptedMastodon.StartAsync();
        mastodon.Answer(Tag, MastodonWire.Page());
        var connector = mastodon.Connect(new OneCall());
        await ScriptedMastodon.ReadAsync(connector, SearchKind.Keywords);

        var refused = await ScriptedMastodon.ReadAsync(connector, SearchKind.Keywords);

        Assert.Equal(SourceFailureKind.OverBudget, refused.Failure!.Kind);
        Assert.Single(mastodon.Calls);
    }

    [Fact]
    public async Task Mentions_come_from_notifications_and_without_private_messages()
    {
        await using var mastodon = await ScriptedMastodon.StartAsync();
        var at = ScriptedMastodon.Noon.AddMinutes(-5);
        mastodon.Answer("/api/v1/notifications", MastodonWire.Page(
            MastodonWire.Mention("503", at, MastodonWire.Status("33", at)), MastodonWire.Mention("502", at, null), MastodonWire.Mention("501", at, MastodonWire.Status("31", at, visibility: "direct"))));

        var read = await mastodon.ReadAsync(SearchKind.Mentions);
        await mastodon.ReadAsync(SearchKind.Mentions, read.Page!.Cursor);

        Assert.Equal("33", Assert.Single(read.Page.Posts).Id);
        Assert.Equal(0, read.Page.Malformed);
        Assert.Contains("mention", mastodon.Calls[0]["types[]"], StringComparison.Ordinal);
        Assert.Equal("501", mastodon.Calls[1]["max_id"]);
    }

    [Fact]
    public void Settings_print_no_secret() =>
        Assert.Equal("social.example", new Listening.Sources.Mastodon.MastodonOptions { Service = new Uri("https://social.example"), AccessToken = "open-sesame" }.ToString());

    private sealed class OneCall : ISourceMeter
    {
        private int calls;

        public SourceFailure? Take(SourceCharge charge) =>
            (calls += charge.Calls) > 1 ? new SourceFailure(SourceFailureKind.OverBudget, "The day's calls are spent.", TimeSpan.FromHours(1)) : null;

        public void Add(SourceCharge charge) => calls += charge.Calls;
    }
}
