using System.Text.Json.Nodes;
using Listening.Core.Posts;
using Listening.Core.Sources;
using Xunit;

namespace Listening.Sources.Tests.Facebook;

public sealed class FacebookCheckTests
{
    private static readonly Post[] Held = [.. Enumerable.Range(1, 4).Select(number => new Post { Id = $"9_{number}", Source = "page", Text = $"text {number}" })];

    [Fact]
    public async Task Halves_a_refused_batch_until_what_is_gone_is_found()
    {
        await using var graph = await ScriptedGraph.StartAsync();
        graph.Answer("ids", 400, Graph.Error(100, 33)).Answer("ids", Objects(3, 4)).Answer("ids", 400, Graph.Error(100, 33)).Answer("ids", 400, Graph.Error(100, 33)).Answer("ids", Objects(1));

        var read = await graph.Connect().CheckAsync(Held, CancellationToken.None);

        Assert.Equal(["9_2"], read.Gone);
        Assert.Empty(read.Changed);
        Assert.Equal(["9_1,9_2,9_3,9_4", "9_3,9_4", "9_1,9_2", "9_2", "9_1"], graph.Calls.Select(call => call["ids"]));
    }

    [Fact]
    public async Task Brings_the_new_words_of_what_was_edited_and_says_nothing_of_what_the_answer_leaves_out()
    {
        await using var graph = await ScriptedGraph.StartAsync();
        graph.Answer("ids", """{"9_1":{"id":"9_1","message":"other words"},"9_2":{"id":"9_2","message":"text 2"},"9_3":null}""");

        var read = await graph.Connect().CheckAsync(Held, CancellationToken.None);

        Assert.Equal([("9_1", "other words")], read.Changed.Select(post => (post.Id, post.Text)));
        Assert.Empty(read.Gone);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(190)]
    [InlineData(4)]
    [InlineData(1)]
    public async Task Concludes_nothing_from_an_error_of_another_kind(int code)
    {
        await using var graph = await ScriptedGraph.StartAsync();
        graph.Answer("ids", 400, Graph.Error(code));

        var read = await graph.Connect().CheckAsync(Held[..1], CancellationToken.None);

        Assert.NotNull(read.Failure);
        Assert.Empty(read.Gone);
    }

    [Fact]
    public async Task Concludes_nothing_from_a_refusal_that_does_not_say_that_the_object_is_missing()
    {
        await using var graph = await ScriptedGraph.StartAsync();
        graph.Answer("ids", 400, Graph.Error(100, 1));

        Assert.NotNull((await graph.Connect().CheckAsync(Held[..1], CancellationToken.None)).Failure);
    }

    [Fact]
    public async Task Believes_that_all_of_them_are_gone_only_while_the_page_can_be_read()
    {
        await using var graph = await ScriptedGraph.StartAsync();
        graph.Answer("ids", 400, Graph.Error(100, 33)).Answer("ids", 400, Graph.Error(100, 33)).Answer("feed", Graph.Nothing).Answer("feed", 403, Graph.Error(10));
        var connector = graph.Connect();

        var gone = await connector.CheckAsync(Held[..1], CancellationToken.None);
        var unsure = await connector.CheckAsync(Held[..1], CancellationToken.None);

        Assert.Equal(["9_1"], gone.Gone);
        Assert.Equal(SourceFailureKind.Unauthorised, unsure.Failure!.Kind);
    }

    private static string Objects(params int[] numbers)
    {
        var found = new JsonObject();
        foreach (var number in numbers) found[$"9_{number}"] = new JsonObject { ["id"] = $"9_{number}", ["message"] = $"text {number}" };
        return found.ToJsonString();
    }
}
