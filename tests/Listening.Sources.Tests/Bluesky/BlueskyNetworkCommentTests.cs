using System.Text.Json.Nodes;
using Listening.Core.Sources;
using Listening.TestSupport.AtProto;
using Listening.TestSupport.Servers;
using Xunit;

namespace Listening.Sources.Tests.Bluesky;

/// <summary>Answers under an account's posts, and held posts looked at again, against a real server.</summary>
[Collection(AtProtoTests.Name)]
[Needs(Peer.AtProto)]
public sealed class BlueskyNetworkCommentTests(AtProtoFixture fixture)
{
    [AvailableFact]
    public async Task Reads_what_is_said_under_the_posts_of_an_account_and_later_only_what_is_new()
    {
        using var reader = await NetworkReader.CreateAsync(await fixture.NetworkAsync(), "cm-reader");
        using var author = await AtProtoAccount.CreateAsync(reader.Network, "cm-author");
        using var other = await AtProtoAccount.CreateAsync(reader.Network, "cm-other");
        var post = await author.PostAsync("A consultation.");
        var quiet = await author.PostAsync("Nobody answers this.");
        var answer = await other.ReplyAsync(post, "I object.");
        await author.ReplyAsync(answer, "Why?", post);
        await reader.Network.SettleAsync();
        var first = await reader.DrainAsync(SearchKind.AccountWithComments, author.Did);
        var calls = reader.Log.Methods.Count;

        // An answer to an answer leaves the post's own number as it was.
        await other.ReplyAsync(answer, "And again.", post);
        await reader.Network.SettleAsync();
        var second = await reader.DrainAsync(SearchKind.AccountWithComments, author.Did, first.Cursor);
        var asked = reader.Log.Methods.Skip(calls).ToList();
        var third = await reader.DrainAsync(SearchKind.AccountWithComments, author.Did, second.Cursor);

        Assert.Equal(["A consultation.", "I object.", "Nobody answers this.", "Why?"], first.Texts.Order(StringComparer.Ordinal));
        Assert.Equal(first.Posts.Count, first.Posts.DistinctBy(found => found.Id).Count());
        Assert.Contains("And again.", second.Texts);
        Assert.DoesNotContain("I object.", second.Texts);
        Assert.Equal(["getAuthorFeed", "getPosts", "getPostThread"], asked);
        Assert.DoesNotContain("And again.", third.Texts);
        Assert.Equal(2, reader.Log.Methods.Count(method => method == "getPostThread"));
        foreach (var secret in new[] { "did:", "cm-author", quiet.Uri.Split('/')[^1] }) Assert.DoesNotContain(secret, first.Cursor, StringComparison.Ordinal);
    }

    [AvailableFact]
    public async Task Goes_deeper_than_one_answer_of_the_server_and_learns_the_answers_again_after_a_restart()
    {
        using var reader = await NetworkReader.CreateAsync(await fixture.NetworkAsync(), "cm-diver");
        using var author = await AtProtoAccount.CreateAsync(reader.Network, "cm-deep");
        using var other = await AtProtoAccount.CreateAsync(reader.Network, "cm-talker");
        var root = await author.PostAsync("Depth 0");
        var last = root;
        for (var depth = 1; depth <= 23; depth++) last = await other.ReplyAsync(last, $"Depth {depth}", root);
        await reader.Network.SettleAsync();
        var first = await reader.DrainAsync(SearchKind.AccountWithComments, author.Did);
        await other.ReplyAsync(last, "Depth 24", root);
        await reader.Network.SettleAsync();

        using var restarted = reader.Again();
        var second = await restarted.DrainAsync(SearchKind.AccountWithComments, author.Did, first.Cursor);

        Assert.Equal(Enumerable.Range(0, 24).Select(depth => $"Depth {depth}").Order(StringComparer.Ordinal), first.Texts.Order(StringComparer.Ordinal));
        Assert.Contains("Depth 24", second.Texts);
    }

    [AvailableFact]
    public async Task Survives_an_answer_that_was_deleted_and_one_whose_author_blocks_the_reader()
    {
        using var reader = await NetworkReader.CreateAsync(await fixture.NetworkAsync(), "cm-blocked");
        using var author = await AtProtoAccount.CreateAsync(reader.Network, "cm-host");
        using var blocker = await AtProtoAccount.CreateAsync(reader.Network, "cm-blocker");
        using var guest = await AtProtoAccount.CreateAsync(reader.Network, "cm-guest");
        var post = await author.PostAsync("Open to all.");
        var gone = await guest.ReplyAsync(post, "Never mind.");
        await blocker.ReplyAsync(post, "Not for you.");
        await guest.ReplyAsync(post, "Welcome.");
        await guest.DeleteAsync(gone);
        await blocker.CreateAsync("app.bsky.graph.block", new JsonObject { ["subject"] = reader.Account.Did });
        await reader.Network.SettleAsync();

        var drained = await reader.DrainAsync(SearchKind.AccountWithComments, author.Did);

        Assert.Equal(["Open to all.", "Welcome."], drained.Texts.Order(StringComparer.Ordinal));
        Assert.All(drained.Pages, page => Assert.Equal(0, page.Malformed));
    }

    [AvailableFact]
    public async Task A_held_post_is_gone_when_it_was_deleted_and_not_when_it_is_only_out_of_sight()
    {
        using var reader = await NetworkReader.CreateAsync(await fixture.NetworkAsync(), "cm-checker");
        using var author = await AtProtoAccount.CreateAsync(reader.Network, "cm-fickle");
        using var blocker = await AtProtoAccount.CreateAsync(reader.Network, "cm-shy");
        var kept = await author.PostAsync("This stays.");
        var regretted = await author.PostAsync("This goes.");
        await blocker.PostAsync("Out of sight.");
        await reader.Network.SettleAsync();
        var held = (await reader.DrainAsync(SearchKind.Account, author.Did)).Posts.Concat((await reader.DrainAsync(SearchKind.Account, blocker.Did)).Posts).ToArray();
        await author.DeleteAsync(regretted);
        await blocker.CreateAsync("app.bsky.graph.block", new JsonObject { ["subject"] = reader.Account.Did });
        await reader.Network.SettleAsync();

        var read = await reader.CheckAsync(held);

        Assert.Equal(3, held.Length);
        Assert.Null(read.Failure);
        Assert.Equal([regretted.Uri], read.Gone);
        Assert.Empty(read.Changed);
        Assert.NotEqual(kept.Uri, regretted.Uri);
    }
}
