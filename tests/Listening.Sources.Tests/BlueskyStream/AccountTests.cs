using System.Globalization;
using Listening.Core.Posts;
using Listening.Core.Sources;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Listening.Sources.Tests.BlueskyStream;

/// <summary>Handles that searches name, and what is filled in when a post has matched.</summary>
public sealed class AccountTests
{
    [Fact]
    public async Task Posts_of_accounts_that_searches_name_carry_their_handles()
    {
        await using var probe = await StreamProbe.StartAsync();
        probe.Handles = ["@Pim.Example", "somebody"];
        probe.Server.Answer("resolveHandle", context => Resolved(context, "pim.example", "did:plc:pim"));
        probe.Server.Then(Jet.Post(1, "a", did: "did:plc:pim"), Jet.Post(2, "b"));

        var page = await probe.ReadAsync(Jet.Cursor(0));
        await probe.ReadAsync(page.Cursor);

        Assert.Equal(["pim.example", ""], page.Posts.Select(post => post.Author.Handle));
        Assert.Equal(["/xrpc/com.atproto.identity.resolveHandle?handle=pim.example"], probe.Server.Called);
    }

    [Fact]
    public async Task A_handle_that_is_nobodys_is_no_failure_and_a_silent_resolver_is_one()
    {
        await using var probe = await StreamProbe.StartAsync();
        probe.Handles = ["pim.example"];
        var down = await probe.FailAsync(Jet.Cursor(0));
        probe.Server.Answer("resolveHandle", _ => (400, """{"error":"InvalidRequest","message":"Unable to resolve handle"}"""));
        probe.Server.Then(Jet.Post(1, "a"));
        var page = await probe.ReadAsync(Jet.Cursor(0));

        Assert.Equal(SourceFailureKind.Unavailable, down.Kind);
        Assert.DoesNotContain("pim", down.Message, StringComparison.Ordinal);
        Assert.Single(page.Posts);
    }

    [Fact]
    public async Task A_resolver_that_fails_later_does_not_stop_the_stream()
    {
        await using var probe = await StreamProbe.StartAsync();
        probe.Handles = ["pim.example"];
        probe.Server.Answer("resolveHandle", context => Resolved(context, "pim.example", "did:plc:pim"));
        probe.Server.Then(Jet.Post(1, "a", did: "did:plc:pim")).Then(Jet.Post(2, "b", did: "did:plc:pim"));
        await probe.ReadAsync(Jet.Cursor(0));
        probe.Server.Answer("resolveHandle", _ => (503, ""));
        probe.Time.Advance(TimeSpan.FromHours(7));

        var page = await probe.ReadAsync(Jet.Cursor(1.5));

        Assert.Equal(["pim.example"], page.Posts.Select(post => post.Author.Handle));
        Assert.Equal(2, probe.Server.Called.Count);
    }

    [Fact]
    public async Task A_handle_that_somebody_else_claims_is_resolved_again_and_only_then_believed()
    {
        await using var probe = await StreamProbe.StartAsync();
        probe.Handles = ["pim.example"];
        var owner = "did:plc:pim";
        probe.Server.Answer("resolveHandle", context => Resolved(context, "pim.example", owner));
        probe.Server.Then(
            Jet.Post(1, "a", did: "did:plc:pim"), Jet.Identity(2, "did:plc:liar", "pim.example"), Jet.Post(3, "b", did: "did:plc:liar"),
            Jet.Identity(4, "did:plc:heir", "pim.example"), Jet.Post(5, "c", did: "did:plc:heir"));

        var first = await probe.ReadAsync(Jet.Cursor(0));
        probe.Time.Advance(TimeSpan.FromMinutes(2));
        var second = await probe.ReadAsync(first.Cursor);
        owner = "did:plc:heir";
        probe.Time.Advance(TimeSpan.FromMinutes(2));
        probe.Server.Then(Jet.Identity(6, "did:plc:heir", "pim.example"), Jet.Post(7, "d", did: "did:plc:heir"));
        probe.Restart();
        var third = await probe.ReadAsync(second.Cursor);

        Assert.All(first.Posts.Concat(second.Posts), post => Assert.Equal(post.Author.Id == "did:plc:pim" ? "pim.example" : "", post.Author.Handle));
        Assert.Equal("pim.example", third.Posts.Single(post => post.Id.EndsWith("/d", StringComparison.Ordinal)).Author.Handle);
    }

    [Fact]
    public async Task A_change_of_a_watched_handle_ends_the_page_so_that_what_follows_is_matched_rightly()
    {
        await using var probe = await StreamProbe.StartAsync();
        probe.Handles = ["pim.example"];
        var owner = "did:plc:pim";
        probe.Server.Answer("resolveHandle", context => Resolved(context, "pim.example", owner));
        probe.Server.Then(async (socket, context) =>
        {
            await StreamServer.SendAsync(socket, Jet.Post(1, "a", did: "did:plc:pim"));
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        }).Then(Jet.Identity(2, "did:plc:heir", "pim.example"), Jet.Post(3, "b", did: "did:plc:heir"));
        await probe.ReadAsync(Jet.Cursor(0));
        owner = "did:plc:heir";
        probe.Time.Advance(TimeSpan.FromMinutes(2));

        var changed = await probe.ReadAsync(Jet.Cursor(1.5));
        var after = await probe.ReadAsync(changed.Cursor);

        Assert.Empty(changed.Posts);
        Assert.True(changed.HasMore);
        Assert.Equal(["pim.example"], after.Posts.Select(post => post.Author.Handle));
    }

    [Fact]
    public async Task A_mention_of_a_watched_account_counts_whatever_words_it_covers()
    {
        await using var probe = await StreamProbe.StartAsync();
        probe.Handles = ["pim.example"];
        probe.Server.Answer("resolveHandle", context => Resolved(context, "pim.example", "did:plc:pim"));
        probe.Server.Then(Jet.Record(1, "a", """{"text":"my friend","facets":[{"index":{"byteStart":0,"byteEnd":9},"features":[{"$type":"app.bsky.richtext.facet#mention","did":"did:plc:pim"}]}]}"""));

        var page = await probe.ReadAsync(Jet.Cursor(0));

        Assert.Equal(["pim.example"], page.Posts[0].Mentions);
    }

    [Fact]
    public async Task Matched_posts_get_handles_and_names_by_twenty_five_at_a_time_and_once_an_hour()
    {
        await using var probe = await StreamProbe.StartAsync();
        probe.Server.Answer("getProfiles", context => Profiles(context, did => ""));
        var matched = Enumerable.Range(0, 60).Select(at => Matched($"k{at}", $"did:plc:a{at % 30}")).ToList();

        var completed = await probe.Connector.CompleteAsync(matched, CancellationToken.None);
        await probe.Connector.CompleteAsync(matched, CancellationToken.None);

        Assert.Equal(matched.Select(post => post.Id), completed.Select(post => post.Id));
        Assert.All(completed, post => Assert.Equal(new Author(post.Author.Id, $"{post.Author.Id[8..]}.example", "Name"), post.Author));
        Assert.Equal([25, 5], probe.Server.Called.Select(call => call.Split("actors=").Length - 1));
    }

    [Fact]
    public async Task An_account_that_the_view_does_not_know_or_whose_handle_leads_nowhere_keeps_what_it_had()
    {
        await using var probe = await StreamProbe.StartAsync();
        probe.Server.Answer("getProfiles", _ => (200, """{"profiles":[5,{"did":"did:plc:b","handle":"handle.invalid","displayName":"B"},{"did":7}]}"""));
        var matched = new[] { Matched("a", "did:plc:a"), Matched("b", "did:plc:b") };

        var completed = await probe.Connector.CompleteAsync(matched, CancellationToken.None);

        Assert.Same(matched[0], completed[0]);
        Assert.Equal(new Author("did:plc:b", "", "B"), completed[1].Author);
    }

    [Fact]
    public async Task A_post_for_signed_in_people_only_comes_back_without_words_and_its_author_is_hidden_from_then_on()
    {
        await using var probe = await StreamProbe.StartAsync();
        probe.Server.Answer("getProfiles", context => Profiles(context, did => did == "did:plc:shy" ? """{"val":"!no-unauthenticated"}""" : """{"val":"!no-unauthenticated","neg":true}"""));
        probe.Server.Then(Jet.Post(1, "a", did: "did:plc:shy"), Jet.Post(2, "b", did: "did:plc:bold"))
            .Then(Jet.Post(3, "c", did: "did:plc:shy"), Jet.Post(4, "d", did: "did:plc:bold"));
        var page = await probe.ReadAsync(Jet.Cursor(0));

        var completed = await probe.Connector.CompleteAsync(page.Posts, CancellationToken.None);
        var next = await probe.ReadAsync(page.Cursor);
        var notKept = await probe.ReadAsync(page.Cursor);
        var after = await probe.ReadAsync(notKept.Cursor);

        Assert.Equal(page.Posts.Select(post => post.Id), completed.Select(post => post.Id));
        Assert.Equal(("", new Author("did:plc:shy"), null), (completed[0].Text, completed[0].Author, completed[0].Url));
        Assert.Equal("text of b", completed[1].Text);
        Assert.Equal(["did:plc:shy"], next.HiddenAuthors);
        Assert.Equal(["did:plc:shy"], notKept.HiddenAuthors);
        Assert.Empty(after.HiddenAuthors);
        Assert.DoesNotContain(next.Posts.Concat(notKept.Posts).Concat(after.Posts), post => post.Author.Id == "did:plc:shy");
    }

    [Fact]
    public async Task When_the_view_is_down_posts_come_back_as_they_were_and_their_authors_are_asked_for_later()
    {
        await using var probe = await StreamProbe.StartAsync();
        var matched = new[] { Matched("a", "did:plc:shy") };

        var unknown = await probe.Connector.CompleteAsync(matched, CancellationToken.None);
        probe.Server.Answer("getProfiles", context => Profiles(context, did => did == "did:plc:shy" ? """{"val":"!no-unauthenticated"}""" : ""));
        await probe.Connector.CompleteAsync([Matched("b", "did:plc:bold")], CancellationToken.None);
        var page = await probe.ReadAsync(Jet.Cursor(0));

        Assert.Same(matched[0], unknown[0]);
        Assert.Equal(["did:plc:shy"], page.HiddenAuthors);
    }

    private static Post Matched(string key, string did) => new() { Id = Jet.Id(key, did), Source = "sky", Author = new Author(did), Text = "privacy" };

    private static (int, string) Resolved(HttpContext context, string handle, string did) =>
        context.Request.Query["handle"] == handle ? (200, $$"""{"did":"{{did}}"}""") : (400, "{}");

    private static (int, string) Profiles(HttpContext context, Func<string, string> label) => (200, string.Create(CultureInfo.InvariantCulture,
        $$"""{"profiles":[{{string.Join(',', context.Request.Query["actors"].Select(did => $$"""{"did":"{{did}}","handle":"{{did![8..]}}.example","displayName":"Name","labels":[{{label(did)}}]}"""))}}]}"""));
}
