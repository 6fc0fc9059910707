using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Listening.Core.Outgoing;
using Listening.Core.Posts;
using Listening.TestSupport.AtProto;
using Listening.TestSupport.Servers;
using Xunit;

namespace Listening.Sources.Tests.Bluesky;

/// <summary>Replies, against a real server.</summary>
[Collection(AtProtoTests.Name)]
[Needs(Peer.AtProto)]
public sealed class BlueskyNetworkReplyTests(AtProtoFixture fixture)
{
    [AvailableFact]
    public async Task Stands_under_the_post_with_its_links_and_the_authors_name()
    {
        using var replies = await RepliesToPosts.CreateAsync(await fixture.NetworkAsync(), "re-answerer");
        using var person = await AtProtoAccount.CreateAsync(replies.Network, "re-asker");
        var question = await person.PostAsync("Where do I complain?");
        await replies.Network.SettleAsync();
        const string text = "🙂 @re-asker.test, see https://example.org/complaints.";

        var outcome = await replies.ReplyAsync(question, text, author: new Author(person.Did, person.Handle));

        var record = Assert.Single(await replies.WrittenAsync());
        var value = record.GetProperty("value");
        Assert.Equal(text, value.GetProperty("text").GetString());
        Assert.Equal((question.Uri, question.Uri), (Uri(value, "parent"), Uri(value, "root")));
        Assert.Equal(["https://example.org/complaints", "@re-asker.test"], value.GetProperty("facets").EnumerateArray().Select(facet => Covered(text, facet)));
        Assert.Equal(person.Did, value.GetProperty("facets")[1].GetProperty("features")[0].GetProperty("did").GetString());
        var key = record.GetProperty("uri").GetString()!.Split('/')[^1];
        Assert.Equal((true, $"https://bsky.app/profile/{replies.Account.Did}/post/{key}"), (outcome.IsSent, outcome.Reference));
    }

    [AvailableFact]
    public async Task Names_the_first_post_of_the_thread_when_it_answers_a_reply()
    {
        using var replies = await RepliesToPosts.CreateAsync(await fixture.NetworkAsync(), "re-threaded");
        using var person = await AtProtoAccount.CreateAsync(replies.Network, "re-starter");
        var first = await person.PostAsync("A thread.");
        var second = await person.ReplyAsync(first, "And another thing.");
        await replies.Network.SettleAsync();

        Assert.True((await replies.ReplyAsync(second, "Thank you.")).IsSent);

        var value = Assert.Single(await replies.WrittenAsync()).GetProperty("value");
        Assert.Equal((second.Uri, first.Uri), (Uri(value, "parent"), Uri(value, "root")));
    }

    [AvailableFact]
    public async Task The_same_message_again_is_sent_but_there_once()
    {
        using var replies = await RepliesToPosts.CreateAsync(await fixture.NetworkAsync(), "re-repeater");
        using var person = await AtProtoAccount.CreateAsync(replies.Network, "re-listener");
        var question = await person.PostAsync("Once?");
        await replies.Network.SettleAsync();
        var message = MessageNumber.New(TimeProvider.System);

        var first = await replies.ReplyAsync(question, "Once.", message);
        var again = await replies.ReplyAsync(question, "Once.", message);
        var other = await replies.ReplyAsync(question, "Another.");

        Assert.Equal((true, true, first.Reference), (first.IsSent, again.IsSent, again.Reference));
        Assert.NotEqual(first.Reference, other.Reference);
        Assert.Equal(["Another.", "Once."], (await replies.WrittenAsync()).Select(record => record.GetProperty("value").GetProperty("text").GetString()).Order());
    }

    [AvailableFact]
    public async Task A_post_that_was_deleted_cannot_be_answered()
    {
        using var replies = await RepliesToPosts.CreateAsync(await fixture.NetworkAsync(), "re-latecomer");
        using var person = await AtProtoAccount.CreateAsync(replies.Network, "re-regretter");
        var question = await person.PostAsync("I did not say this.");
        await person.DeleteAsync(question);
        await replies.Network.SettleAsync();

        var outcome = await replies.ReplyAsync(question, "You did.");

        Assert.Equal((false, true), (outcome.IsSent, outcome.IsFinal));
        Assert.Contains("no longer on Bluesky", outcome.Problem, StringComparison.Ordinal);
        Assert.Empty(await replies.WrittenAsync());
    }

    [AvailableFact]
    public async Task An_author_who_lets_nobody_answer_or_has_blocked_the_account_is_left_alone()
    {
        using var replies = await RepliesToPosts.CreateAsync(await fixture.NetworkAsync(), "re-unwelcome");
        using var closed = await AtProtoAccount.CreateAsync(replies.Network, "re-closed-door");
        using var blocker = await AtProtoAccount.CreateAsync(replies.Network, "re-blocker");
        var gated = await closed.PostAsync("No replies, please.");
        await closed.PutAsync("app.bsky.feed.threadgate", gated.Uri.Split('/')[^1], new JsonObject { ["post"] = gated.Uri, ["allow"] = new JsonArray() });
        var blocked = await blocker.PostAsync("Go away.");
        await blocker.CreateAsync("app.bsky.graph.block", new JsonObject { ["subject"] = replies.Account.Did });
        await replies.Network.SettleAsync();

        Assert.Contains("lets nobody, or only some people, answer", (await replies.ReplyAsync(gated, "Hello.")).Problem, StringComparison.Ordinal);
        Assert.Contains("has blocked this account", (await replies.ReplyAsync(blocked, "Hello.")).Problem, StringComparison.Ordinal);
        Assert.Empty(await replies.WrittenAsync());
    }

    [AvailableFact]
    public async Task A_password_that_was_revoked_is_said_and_tried_again_later()
    {
        using var replies = await RepliesToPosts.CreateAsync(await fixture.NetworkAsync(), "re-revoked");
        using var person = await AtProtoAccount.CreateAsync(replies.Network, "re-patient");
        var question = await person.PostAsync("Still there?");
        await replies.Network.SettleAsync();
        Assert.True((await replies.ReplyAsync(question, "Yes.")).IsSent);
        using var refused = replies.With("abcd-efgh-ijkl-mnop");

        var outcome = await refused.ReplyAsync(question, "No.");

        Assert.Equal((false, false), (outcome.IsSent, outcome.IsFinal));
        Assert.Contains("new app password", outcome.Problem, StringComparison.Ordinal);
        Assert.Single(await replies.WrittenAsync());
    }

    private static string? Uri(JsonElement value, string which) => value.GetProperty("reply").GetProperty(which).GetProperty("uri").GetString();

    private static string Covered(string text, JsonElement facet)
    {
        var index = facet.GetProperty("index");
        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)[index.GetProperty("byteStart").GetInt32()..index.GetProperty("byteEnd").GetInt32()]);
    }
}
