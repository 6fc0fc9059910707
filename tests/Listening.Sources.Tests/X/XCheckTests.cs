using Listening.Core.Posts;
using Listening.Core.Sources;
using Xunit;

namespace Listening.Sources.Tests.X;

public sealed class XCheckTests
{
    private static readonly DateTime Noon = ScriptedX.Noon;
    private static readonly string[] Ids = [.. Enumerable.Range(0, 6).Select(number => XWire.Id(Noon, number))];

    [Fact]
    public async Task Takes_for_gone_only_what_X_says_is_gone()
    {
        await using var x = await ScriptedX.StartAsync();
        x.Answer("lookup", $$"""
            {"data":[{{XWire.Post(Ids[0])}}],
             "errors":[{{XWire.Missing(Ids[1], "resource-not-found")}},{{XWire.Missing(Ids[2], "not-authorized-for-resource")}},{{XWire.Missing(Ids[3], "service-unavailable")}},
               {"resource_id":"{{Ids[0]}}","resource_type":"tweet","parameter":"referenced_tweets.id","type":"https://api.x.com/2/problems/resource-not-found"},
               {"resource_id":"{{Ids[5]}}","resource_type":"user","parameter":"ids","type":"https://api.x.com/2/problems/resource-not-found"}]}
            """);

        var read = await x.Connect().CheckAsync([.. Ids.Select(id => Held(id))], CancellationToken.None);

        Assert.Null(read.Failure);
        Assert.Equal([Ids[1], Ids[2]], read.Gone);
        Assert.Empty(read.Changed);
        Assert.Equal(string.Join(',', Ids), x.Calls[0]["ids"]);
    }

    [Fact]
    public async Task An_answer_without_any_post_is_read_too()
    {
        await using var x = await ScriptedX.StartAsync();
        x.Answer("lookup", $$"""{"errors":[{{XWire.Missing(Ids[0], "resource-not-found")}}]}""");

        Assert.Equal([Ids[0]], (await x.Connect().CheckAsync([Held(Ids[0])], CancellationToken.None)).Gone);
    }

    [Fact]
    public async Task A_post_whose_author_is_protected_now_is_gone()
    {
        await using var x = await ScriptedX.StartAsync();
        x.Answer("lookup", $$"""{"data":[{{XWire.Post(Ids[0])}}],"includes":{"users":[{"id":"7001","username":"reporter","protected":true}]} }""");

        Assert.Equal([Ids[0]], (await x.Connect().CheckAsync([Held(Ids[0])], CancellationToken.None)).Gone);
    }

    [Fact]
    public async Task Asks_for_the_version_that_is_held_and_then_for_the_newest()
    {
        await using var x = await ScriptedX.StartAsync();
        x.Answer("lookup", XWire.Look([Version(1, 2)]), XWire.Look([Version(2, 2)]));

        var read = await x.Connect().CheckAsync([Held(Ids[0], Ids[1])], CancellationToken.None);

        Assert.Equal([Ids[1], Ids[2]], x.Calls.Select(call => call["ids"]));
        var changed = Assert.Single(read.Changed);
        Assert.Equal((Ids[0], "version 2", $"https://x.com/reporter/status/{Ids[2]}"), (changed.Id, changed.Text, changed.Url));
        Assert.Empty(read.Gone);
    }

    [Fact]
    public async Task Takes_the_newest_version_where_X_gives_it_in_the_place_of_the_one_asked_for()
    {
        await using var x = await ScriptedX.StartAsync();
        x.Answer("lookup", XWire.Look([Version(2, 2)]));

        var read = await x.Connect().CheckAsync([Held(Ids[0])], CancellationToken.None);

        Assert.Single(x.Calls);
        Assert.Equal("version 2", Assert.Single(read.Changed).Text);
    }

    [Fact]
    public async Task An_edited_post_that_was_deleted_is_gone_under_its_first_id()
    {
        await using var x = await ScriptedX.StartAsync();
        x.Answer("lookup", XWire.Look([], (Ids[1], "resource-not-found")));

        Assert.Equal([Ids[0]], (await x.Connect().CheckAsync([Held(Ids[0], Ids[1])], CancellationToken.None)).Gone);
    }

    [Fact]
    public async Task A_post_deleted_between_the_two_looks_is_gone()
    {
        await using var x = await ScriptedX.StartAsync();
        x.Answer("lookup", XWire.Look([Version(0, 1)]), XWire.Look([], (Ids[1], "resource-not-found")));

        Assert.Equal([Ids[0]], (await x.Connect().CheckAsync([Held(Ids[0])], CancellationToken.None)).Gone);
    }

    [Fact]
    public async Task Concludes_nothing_from_a_failure()
    {
        await using var x = await ScriptedX.StartAsync();
        x.Answer("lookup", 503, "{}").Answer("lookup", XWire.Look([Version(0, 1)])).Answer("lookup", 429, "{}");
        var connector = x.Connect();

        var first = await connector.CheckAsync([Held(Ids[0])], CancellationToken.None);
        var second = await connector.CheckAsync([Held(Ids[0])], CancellationToken.None);

        Assert.Equal((SourceFailureKind.Unavailable, SourceFailureKind.RateLimited), (first.Failure!.Kind, second.Failure!.Kind));
        Assert.Empty(first.Gone.Concat(second.Gone));
    }

    [Fact]
    public async Task Asks_nothing_for_posts_without_an_id_of_X()
    {
        await using var x = await ScriptedX.StartAsync();

        var read = await x.Connect().CheckAsync([Held("at://not-ours")], CancellationToken.None);

        Assert.Null(read.Failure);
        Assert.Empty(read.Gone);
        Assert.Empty(x.Received);
    }

    private static Post Held(string id, string? version = null) =>
        new() { Id = id, Source = "x", Text = "about privacy", Url = version is null ? null : $"https://x.com/reporter/status/{version}" };

    // A version of the post whose versions so far are 0 to newest.
    private static string Version(int number, int newest) =>
        $$"""{"id":"{{Ids[number]}}","text":"version {{number}}","author_id":"7001","edit_history_tweet_ids":[{{string.Join(',', Ids[..(newest + 1)].Select(id => $"\"{id}\""))}}]}""";
}
