using System.Globalization;
using System.Text.Json.Nodes;
using Listening.Core.Sources;
using Listening.TestSupport.AtProto;
using Listening.TestSupport.Servers;
using Xunit;

namespace Listening.Sources.Tests.Bluesky;

/// <summary>Account feeds, list feeds and search, against a real server.</summary>
[Collection(AtProtoTests.Name)]
[Needs(Peer.AtProto)]
public sealed class BlueskyNetworkFeedTests(AtProtoFixture fixture)
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    [AvailableFact]
    public async Task Reads_all_posts_of_an_account_over_several_pages_and_nothing_older_than_the_look_back()
    {
        using var reader = await NetworkReader.CreateAsync(await fixture.NetworkAsync(), "leafer", options => options with { LookBack = TimeSpan.FromHours(10) });
        using var author = await AtProtoAccount.CreateAsync(reader.Network, "prolific");
        await author.PostAsync(Numbered(230, Now.AddMinutes(-1), TimeSpan.FromMinutes(-2)).Append(("last year's", Now.AddHours(-11))));
        await reader.Network.SettleAsync();

        var drained = await reader.DrainAsync(SearchKind.Account, author.Handle);

        Assert.Equal(3, drained.Pages.Count);
        Assert.Equal(Enumerable.Range(0, 230).Select(Text), drained.Texts);
        Assert.All(drained.Pages, page => Assert.False(page.PossibleGap));
        Assert.All(drained.Posts, post => Assert.Equal(("sky", author.Did, author.Handle), (post.Source, post.Author.Id, post.Author.Handle)));
    }

    [AvailableFact]
    public async Task Reads_only_what_is_new_at_the_next_run()
    {
        using var reader = await NetworkReader.CreateAsync(await fixture.NetworkAsync(), "returner");
        using var author = await AtProtoAccount.CreateAsync(reader.Network, "occasional");
        await author.PostAsync([("old", Now.AddHours(-2)), ("newest so far", Now.AddHours(-1))]);
        await reader.Network.SettleAsync();
        var first = await reader.DrainAsync(SearchKind.Account, author.Did);
        await author.PostAsync("new");
        await reader.Network.SettleAsync();

        var second = await reader.DrainAsync(SearchKind.Account, author.Did, first.Cursor);

        Assert.Equal(["newest so far", "old"], first.Texts);
        // The post on the mark itself comes again, which the store takes for the same post; the one before does not.
        Assert.Equal(["new", "newest so far"], second.Texts);
    }

    [AvailableFact]
    public async Task Goes_on_from_the_page_where_it_was_stopped_and_finds_what_was_new_meanwhile_at_the_next_run()
    {
        using var reader = await NetworkReader.CreateAsync(await fixture.NetworkAsync(), "resumer", options => options with { PageSize = 40 });
        using var author = await AtProtoAccount.CreateAsync(reader.Network, "steady");
        await author.PostAsync(Numbered(100, Now.AddMinutes(-1), TimeSpan.FromMinutes(-1)));
        await reader.Network.SettleAsync();
        var page = (await reader.ReadAsync(SearchKind.Account, author.Did)).Page!;
        await author.PostAsync("meanwhile");
        await reader.Network.SettleAsync();

        using var restarted = reader.Again();
        var rest = await restarted.DrainAsync(SearchKind.Account, author.Did, page.Cursor);
        var next = await restarted.DrainAsync(SearchKind.Account, author.Did, rest.Cursor);

        Assert.True(page.HasMore);
        Assert.Equal(Enumerable.Range(0, 100).Select(Text), page.Posts.Select(post => post.Text).Concat(rest.Texts).Distinct(StringComparer.Ordinal));
        Assert.DoesNotContain("meanwhile", rest.Texts);
        Assert.Equal(["meanwhile", Text(0)], next.Texts);
    }

    [AvailableFact]
    public async Task Reads_more_posts_of_one_instant_than_a_page_holds_without_going_round_in_circles()
    {
        using var reader = await NetworkReader.CreateAsync(await fixture.NetworkAsync(), "instant", options => options with { PageSize = 5 });
        using var author = await AtProtoAccount.CreateAsync(reader.Network, "importer");
        await author.PostAsync(Numbered(12, Now.AddMinutes(-5), TimeSpan.Zero).Append(("before", Now.AddMinutes(-6))));
        await reader.Network.SettleAsync();

        var drained = await reader.DrainAsync(SearchKind.Account, author.Did);

        Assert.Contains("before", drained.Texts);
        Assert.Contains(drained.Pages, page => page.PossibleGap);
    }

    [AvailableFact]
    public async Task Saves_nothing_in_a_cursor_that_names_a_post_or_a_person()
    {
        using var reader = await NetworkReader.CreateAsync(await fixture.NetworkAsync(), "discreet", options => options with { PageSize = 2 });
        using var author = await AtProtoAccount.CreateAsync(reader.Network, "guarded");
        await author.PostAsync(Numbered(5, Now.AddMinutes(-1), TimeSpan.FromMinutes(-1)));
        await reader.Network.SettleAsync();

        var drained = await reader.DrainAsync(SearchKind.Account, author.Handle);

        Assert.True(drained.Pages.Count >= 3);
        foreach (var page in drained.Pages)
        {
            Assert.DoesNotContain("did:", page.Cursor, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("bafy", page.Cursor, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("guarded", page.Cursor, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("number", page.Cursor, StringComparison.OrdinalIgnoreCase);
        }
    }

    [AvailableFact]
    public async Task Reads_replies_with_their_thread_and_leaves_out_reposts()
    {
        using var reader = await NetworkReader.CreateAsync(await fixture.NetworkAsync(), "threader");
        using var author = await AtProtoAccount.CreateAsync(reader.Network, "answerer");
        using var other = await AtProtoAccount.CreateAsync(reader.Network, "asker");
        var question = await other.PostAsync("Has anybody had an answer?");
        var answer = await author.ReplyAsync(question, "Not yet.");
        await author.ReplyAsync(answer, "Still not.", question);
        await author.CreateAsync("app.bsky.feed.repost", new JsonObject { ["subject"] = new JsonObject { ["uri"] = question.Uri, ["cid"] = question.Cid } });
        await reader.Network.SettleAsync();

        var drained = await reader.DrainAsync(SearchKind.Account, "@" + author.Handle);

        Assert.Equal(["Still not.", "Not yet."], drained.Texts);
        Assert.Equal((answer.Uri, question.Uri), (drained.Posts[0].ReplyTo, drained.Posts[0].Conversation));
        Assert.Equal((question.Uri, question.Uri), (drained.Posts[1].ReplyTo, drained.Posts[1].Conversation));
        Assert.Equal(answer.Uri, drained.Posts[1].Id);
    }

    [AvailableFact]
    public async Task A_deleted_post_is_gone_from_its_feed_and_reported_where_it_was_answered()
    {
        using var reader = await NetworkReader.CreateAsync(await fixture.NetworkAsync(), "noticer");
        using var author = await AtProtoAccount.CreateAsync(reader.Network, "regretful");
        using var other = await AtProtoAccount.CreateAsync(reader.Network, "replier");
        var kept = await author.PostAsync("This stays.");
        var regretted = await author.PostAsync("This was a mistake.");
        await other.ReplyAsync(regretted, "Was it?");
        await reader.Network.SettleAsync();
        var before = await reader.DrainAsync(SearchKind.Account, author.Did);
        await author.DeleteAsync(regretted);
        await reader.Network.SettleAsync();

        var after = await reader.DrainAsync(SearchKind.Account, author.Did);
        var replies = await reader.DrainAsync(SearchKind.Account, other.Did);

        Assert.Contains(regretted.Uri, before.Posts.Select(post => post.Id));
        Assert.Equal([kept.Uri], after.Posts.Select(post => post.Id));
        Assert.Equal([regretted.Uri], replies.Deleted);
        Assert.Empty(after.Deleted);
    }

    [AvailableFact]
    public async Task Reads_the_members_of_a_list_and_nobody_else()
    {
        using var reader = await NetworkReader.CreateAsync(await fixture.NetworkAsync(), "lister");
        using var member = await AtProtoAccount.CreateAsync(reader.Network, "listed");
        using var stranger = await AtProtoAccount.CreateAsync(reader.Network, "stranger");
        var list = await reader.Account.CreateAsync("app.bsky.graph.list", new JsonObject { ["name"] = "Journalists", ["purpose"] = "app.bsky.graph.defs#curatelist" });
        await reader.Account.CreateAsync("app.bsky.graph.listitem", new JsonObject { ["list"] = list.Uri, ["subject"] = member.Did });
        await member.PostAsync(Numbered(120, Now.AddMinutes(-1), TimeSpan.FromMinutes(-1)));
        await stranger.PostAsync("Not on the list.");
        await reader.Network.SettleAsync();

        var drained = await reader.DrainAsync(SearchKind.List, list.Uri);

        Assert.Equal(Enumerable.Range(0, 120).Select(Text), drained.Texts);
    }

    [AvailableFact]
    public async Task Searches_for_words_over_several_pages()
    {
        using var reader = await NetworkReader.CreateAsync(await fixture.NetworkAsync(), "searcher", options => options with { PageSize = 50 });
        using var author = await AtProtoAccount.CreateAsync(reader.Network, "topical");
        await author.PostAsync(Enumerable.Range(0, 120).Select(number => ($"about zyxomma {number}", Now.AddMinutes(-1 - number))).Append(("about something else", Now)));
        await reader.Network.SettleAsync();

        var drained = await reader.DrainAsync(SearchKind.Keywords, query: "zyxomma");

        Assert.Equal(Enumerable.Range(0, 120).Select(number => $"about zyxomma {number}"), drained.Texts);
    }

    [AvailableFact]
    public async Task Leaves_out_authors_who_ask_to_be_shown_to_signed_in_people_only()
    {
        using var reader = await NetworkReader.CreateAsync(await fixture.NetworkAsync(), "considerate");
        using var author = await AtProtoAccount.CreateAsync(reader.Network, "reserved");
        await author.PostAsync("Among friends.");
        await reader.Network.SettleAsync();
        var before = await reader.DrainAsync(SearchKind.Account, author.Did);
        await author.PutProfileAsync(new JsonObject
        {
            ["labels"] = new JsonObject { ["$type"] = "com.atproto.label.defs#selfLabels", ["values"] = new JsonArray(new JsonObject { ["val"] = "!no-unauthenticated" }) },
        });
        await reader.Network.SettleAsync();

        var after = await reader.DrainAsync(SearchKind.Account, author.Did);

        Assert.Equal(["Among friends."], before.Texts);
        Assert.Empty(after.Posts);
        Assert.All(after.Pages, page => Assert.Equal(0, page.Malformed));
    }

    [AvailableFact]
    public async Task Says_misconfigured_for_an_account_that_is_not_there_without_naming_it()
    {
        using var reader = await NetworkReader.CreateAsync(await fixture.NetworkAsync(), "mistaken");

        var read = await reader.ReadAsync(SearchKind.Account, "nobody-here.test");

        Assert.Equal(SourceFailureKind.Misconfigured, read.Failure?.Kind);
        Assert.DoesNotContain("nobody", read.Failure!.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<(string Text, DateTimeOffset CreatedAt)> Numbered(int count, DateTimeOffset newest, TimeSpan step) =>
        Enumerable.Range(0, count).Select(number => (Text(number), newest + (step * number)));

    private static string Text(int number) => string.Create(CultureInfo.InvariantCulture, $"post number {number}");
}
