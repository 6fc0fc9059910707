using System.Text;
using System.Text.Json.Nodes;
using Listening.Core.Sources;
using Listening.TestSupport.AtProto;
using Listening.TestSupport.Servers;
using Xunit;

namespace Listening.Sources.Tests.Bluesky;

/// <summary>What the reading account is told of, against a real server.</summary>
[Collection(AtProtoTests.Name)]
[Needs(Peer.AtProto)]
public sealed class BlueskyNetworkMentionTests(AtProtoFixture fixture)
{
    [AvailableFact]
    public async Task Reads_mentions_replies_and_quotes_but_not_likes_and_follows()
    {
        using var reader = await NetworkReader.CreateAsync(await fixture.NetworkAsync(), "commission");
        using var person = await AtProtoAccount.CreateAsync(reader.Network, "member-of-public");
        var announcement = await reader.Account.PostAsync("We have published guidance.");
        await person.CreateAsync("app.bsky.graph.follow", new JsonObject { ["subject"] = reader.Account.Did });
        await person.CreateAsync("app.bsky.feed.like", new JsonObject { ["subject"] = Reference(announcement) });
        await person.ReplyAsync(announcement, "Thank you.");
        await person.PostAsync("Have you seen this?", new JsonObject { ["embed"] = new JsonObject { ["$type"] = "app.bsky.embed.record", ["record"] = Reference(announcement) } });
        await MentionAsync(person, reader.Account, "😀 Dear ");
        await reader.Network.SettleAsync();

        var drained = await reader.DrainAsync(SearchKind.Mentions);

        Assert.Equal(["😀 Dear @commission.test", "Have you seen this?", "Thank you."], drained.Texts);
        // The emoji is four bytes and two UTF-16 units: the handle is found only by counting bytes.
        Assert.Equal(["commission.test"], drained.Posts[0].Mentions);
        Assert.Equal(announcement.Uri, drained.Posts[2].ReplyTo);
    }

    [AvailableFact]
    public async Task Reads_notifications_only_as_far_back_as_the_last_run()
    {
        using var reader = await NetworkReader.CreateAsync(await fixture.NetworkAsync(), "authority", options => options with { PageSize = 10 });
        using var person = await AtProtoAccount.CreateAsync(reader.Network, "correspondent");
        for (var number = 0; number < 25; number++) await MentionAsync(person, reader.Account, $"{number} ");
        await reader.Network.SettleAsync();
        var first = await reader.DrainAsync(SearchKind.Mentions);
        await MentionAsync(person, reader.Account, "25 ");
        await reader.Network.SettleAsync();

        var second = await reader.DrainAsync(SearchKind.Mentions, cursor: first.Cursor);

        Assert.Equal(Enumerable.Range(0, 25).Reverse().Select(number => $"{number} @authority.test"), first.Texts);
        Assert.Equal(["25 @authority.test", "24 @authority.test"], second.Texts);
        Assert.Single(second.Pages);
    }

    [AvailableFact]
    public async Task Reads_links_tags_language_and_a_future_date_as_they_are_meant()
    {
        using var reader = await NetworkReader.CreateAsync(await fixture.NetworkAsync(), "office");
        using var person = await AtProtoAccount.CreateAsync(reader.Network, "linker");
        const string text = "Gweler 🏴󠁧󠁢󠁷󠁬󠁳󠁿 here #RhyddidGwybodaeth";
        await person.PostAsync(text, new JsonObject
        {
            ["createdAt"] = "2099-01-01T00:00:00Z",
            ["langs"] = new JsonArray("cy", "en"),
            ["tags"] = new JsonArray("foi"),
            ["facets"] = new JsonArray(
                Facet(text, "here", new JsonObject { ["$type"] = "app.bsky.richtext.facet#link", ["uri"] = "https://example.org/guidance" }),
                Facet(text, "#RhyddidGwybodaeth", new JsonObject { ["$type"] = "app.bsky.richtext.facet#tag", ["tag"] = "RhyddidGwybodaeth" })),
            ["embed"] = new JsonObject
            {
                ["$type"] = "app.bsky.embed.external",
                ["external"] = new JsonObject { ["uri"] = "https://example.org/card", ["title"] = "Card", ["description"] = "A card." },
            },
        });
        await reader.Network.SettleAsync();

        var post = Assert.Single((await reader.DrainAsync(SearchKind.Account, person.Did)).Posts);

        Assert.Equal(text, post.Text);
        Assert.Equal("cy", post.Lang);
        Assert.Equal(["https://example.org/guidance", "https://example.org/card"], post.Links);
        Assert.Equal(["RhyddidGwybodaeth", "foi"], post.Hashtags);
        Assert.True(post.CreatedAt <= post.CollectedAt, "A date in the future must not stand.");
        Assert.True(post.CreatedAt > post.CollectedAt.AddMinutes(-5), "The time it was indexed stands for it.");
        Assert.Equal($"https://bsky.app/profile/{person.Did}/post/{post.Id.Split('/')[^1]}", post.Url);
    }

    private static Task<AtProtoRecord> MentionAsync(AtProtoAccount from, AtProtoAccount to, string before)
    {
        var text = $"{before}@{to.Handle}";
        return from.PostAsync(text, new JsonObject
        {
            ["facets"] = new JsonArray(Facet(text, "@" + to.Handle, new JsonObject { ["$type"] = "app.bsky.richtext.facet#mention", ["did"] = to.Did })),
        });
    }

    private static JsonObject Facet(string text, string covered, JsonObject feature)
    {
        var start = Encoding.UTF8.GetByteCount(text.AsSpan(0, text.IndexOf(covered, StringComparison.Ordinal)));
        return new JsonObject
        {
            ["index"] = new JsonObject { ["byteStart"] = start, ["byteEnd"] = start + Encoding.UTF8.GetByteCount(covered) },
            ["features"] = new JsonArray(feature),
        };
    }

    private static JsonObject Reference(AtProtoRecord record) => new() { ["uri"] = record.Uri, ["cid"] = record.Cid };
}
