using System.Text.Json.Nodes;
using Listening.Core.Posts;
using Listening.Core.Sources;
using Xunit;

namespace Listening.Sources.Tests.Facebook;

public sealed class FacebookReadingTests
{
    private static readonly DateTime Noon = ScriptedGraph.Noon;

    [Fact]
    public async Task Reads_a_post_with_all_that_the_platform_tells()
    {
        await using var graph = await ScriptedGraph.StartAsync();
        var post = Graph.Post("1", Noon.AddMinutes(-5), "The fee has changed, Pim Example.");
        post["message_tags"] = new JsonArray(new JsonObject { ["id"] = "77", ["name"] = "Pim Example", ["type"] = "user" });
        graph.Answer("feed", Graph.Page(null, post));

        var read = (await graph.ReadAsync(SearchKind.Account)).Page!.Posts.Single();

        Assert.Equal(
            ($"{Graph.PageId}_1", "page", "The fee has changed, Pim Example.", Noon.AddMinutes(-5), $"https://www.facebook.com/{Graph.PageId}/posts/1"),
            (read.Id, read.Source, read.Text, read.CreatedAt, read.Url));
        Assert.Equal((new Author(Graph.PageId, "", "Data Office"), DateTimeKind.Utc), (read.Author, read.CreatedAt.Kind));
        Assert.Equal(["Pim Example"], read.Mentions);
        Assert.Null(read.Conversation);
    }

    [Fact]
    public async Task Reads_comments_and_answers_to_comments_whose_authors_are_withheld()
    {
        await using var graph = await ScriptedGraph.StartAsync();
        graph.Answer("feed", Graph.Page(null, Graph.Post("1", Noon.AddMinutes(-50), "fee", comments: 2, newest: Noon.AddMinutes(-1))));
        graph.Answer("comments", Graph.Page(null, Graph.Comment("1", "8", Noon.AddMinutes(-2), "why?"), Graph.Comment("1", "9", Noon.AddMinutes(-1), "ask them", parent: "8")));

        var posts = (await graph.ReadAsync(SearchKind.AccountWithComments)).Page!.Posts;

        Assert.Equal(["fee", "why?", "ask them"], posts.Select(post => post.Text));
        Assert.Equal([null, $"{Graph.PageId}_1", "1_8"], posts.Select(post => post.ReplyTo));
        Assert.All(posts.Skip(1), post => Assert.Equal((Author.Unknown, $"{Graph.PageId}_1"), (post.Author, post.Conversation)));
        Assert.Equal(("stream", "chronological"), (graph.Calls[1]["filter"], graph.Calls[1]["order"]));
    }

    [Fact]
    public async Task Sends_the_token_in_a_header_and_asks_once_whose_it_is()
    {
        await using var graph = await ScriptedGraph.StartAsync();
        graph.Answer("feed", Graph.Nothing, Graph.Nothing);
        var connector = graph.Connect();
        await ScriptedGraph.ReadAsync(connector, SearchKind.Account);
        await ScriptedGraph.ReadAsync(connector, SearchKind.Account);

        Assert.Equal(["me", "feed", "feed"], graph.Received.Select(call => call.Edge));
        Assert.All(graph.Received, call => Assert.Equal(("Bearer secret-token", false), (call.Authorization, call.Query.Contains("secret", StringComparison.Ordinal))));
        Assert.StartsWith("/v25.0/", graph.Received[0].Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mentions_are_what_others_say_on_the_page_and_of_it_elsewhere()
    {
        await using var graph = await ScriptedGraph.StartAsync();
        graph.Answer("feed", Graph.Page(
            null,
            Graph.Post("1", Noon.AddMinutes(-5), "ours", comments: 2, newest: Noon.AddMinutes(-1)),
            Graph.Post("2", Noon.AddMinutes(-6), "a visitor's", from: "555"),
            Graph.Post("3", Noon.AddMinutes(-7), "somebody's", from: "")));
        graph.Answer("comments", Graph.Page(null, Graph.Comment("1", "8", Noon.AddMinutes(-2), "a question"), Graph.Comment("1", "9", Noon.AddMinutes(-1), "our answer", Graph.PageId)));
        graph.Answer("tagged", Graph.Page(null, Graph.Post("4", Noon.AddMinutes(-8), "elsewhere", from: "556"), Graph.Post("2", Noon.AddMinutes(-6), "a visitor's", from: "555")));

        var (posts, _) = await graph.DrainAsync(SearchKind.Mentions);

        Assert.Equal(["a visitor's", "somebody's", "a question", "elsewhere"], posts.Select(post => post.Text));
    }

    [Fact]
    public async Task Leaves_out_what_only_some_may_see_and_takes_back_what_was_for_all_before()
    {
        await using var graph = await ScriptedGraph.StartAsync();
        var hidden = Graph.Post("1", Noon.AddMinutes(-5), "for friends", comments: 3, newest: Noon);
        hidden["privacy"] = new JsonObject { ["value"] = "ALL_FRIENDS" };
        var comment = Graph.Comment("2", "9", Noon.AddMinutes(-1), "between us");
        comment["is_private"] = true;
        graph.Answer("feed", Graph.Page(null, hidden, Graph.Post("2", Noon.AddMinutes(-6), "for all", comments: 1, newest: Noon.AddMinutes(-1))));
        graph.Answer("comments", Graph.Page(null, comment));

        var page = (await graph.ReadAsync(SearchKind.AccountWithComments)).Page!;

        Assert.Equal(["for all"], page.Posts.Select(post => post.Text));
        Assert.Equal([$"{Graph.PageId}_1"], page.Deleted);
    }

    [Fact]
    public async Task Passes_over_what_it_cannot_understand_and_counts_it()
    {
        await using var graph = await ScriptedGraph.StartAsync();
        var odd = JsonNode.Parse("""{"id":"100200300_4","message":{"no":"text"},"created_time":17,"from":"nobody","message_tags":{"0":[]},"permalink_url":"javascript:alert(1)"}""")!;
        graph.Answer("feed", Graph.Page(null, JsonNode.Parse("17")!, JsonNode.Parse("""{"message":"no id"}""")!, odd));

        var page = (await graph.ReadAsync(SearchKind.Mentions)).Page!;

        Assert.Equal(2, page.Malformed);
        Assert.Equal(("", null, Noon), (page.Posts.Single().Text, page.Posts.Single().Url, page.Posts.Single().CreatedAt));
    }

    [Fact]
    public async Task An_edited_post_comes_again_and_an_unchanged_one_does_not()
    {
        await using var graph = await ScriptedGraph.StartAsync();
        graph.Answer("feed", Graph.Page(null, Graph.Post("2", Noon, "second"), Graph.Post("1", Noon.AddDays(-3), "old")));
        graph.Answer("feed", Graph.Page(null, Graph.Post("2", Noon, "second"), Graph.Post("1", Noon.AddDays(-3), "old, corrected")));

        var (first, cursor) = await graph.DrainAsync(SearchKind.AccountWithComments);
        var (second, _) = await graph.DrainAsync(SearchKind.AccountWithComments, cursor);

        Assert.Equal(["second"], first.Select(post => post.Text));
        Assert.Equal(["old, corrected"], second.Select(post => post.Text));
    }

    [Fact]
    public async Task A_search_for_answers_does_not_ask_for_posts_elsewhere_and_one_for_posts_asks_for_no_comments()
    {
        await using var graph = await ScriptedGraph.StartAsync();
        var body = Graph.Page(null, Graph.Post("1", Noon, "fee", comments: 1, newest: Noon));
        graph.Answer("feed", body, body).Answer("comments", Graph.Nothing).Answer("tagged", Graph.Nothing);

        await graph.ReadAsync(SearchKind.Mentions, query: "fee is:reply");
        await graph.ReadAsync(SearchKind.AccountWithComments, query: "fee -is:reply");

        Assert.Equal(["feed", "comments", "feed"], graph.Calls.Select(call => call.Edge));
    }
}
