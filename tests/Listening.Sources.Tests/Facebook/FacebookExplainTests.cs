using Listening.Core.Sources;
using Xunit;

namespace Listening.Sources.Tests.Facebook;

public sealed class FacebookExplainTests
{
    [Theory]
    [InlineData(SearchKind.Mentions, null, "/feed", "/tagged", "/comments")]
    [InlineData(SearchKind.Account, "", "/feed")]
    [InlineData(SearchKind.Account, Graph.PageId, "/feed")]
    [InlineData(SearchKind.AccountWithComments, Graph.PageId, "/feed", "/comments")]
    public async Task Tells_each_request_and_what_is_decided_here_without_asking_anybody(SearchKind kind, string? target, params string[] asked)
    {
        await using var graph = await ScriptedGraph.StartAsync();

        var question = graph.Connect().Explain(ScriptedGraph.Request(kind, target: target));

        Assert.Null(question.Refusal);
        Assert.Equal(asked.Length, question.Asked.Count);
        Assert.All(asked.Zip(question.Asked), pair => Assert.Contains(pair.First, pair.Second, StringComparison.Ordinal));
        Assert.Equal(2, question.Local.Count);
        Assert.Empty(graph.Received);
    }

    [Theory]
    [InlineData(SearchKind.Keywords, null)]
    [InlineData(SearchKind.List, "https://www.facebook.com/lists/1")]
    [InlineData(SearchKind.Account, "someone.else")]
    [InlineData(SearchKind.AccountWithComments, "42")]
    public async Task Refuses_what_the_platform_does_not_give_and_says_what_to_do_instead(SearchKind kind, string? target)
    {
        await using var graph = await ScriptedGraph.StartAsync();
        var connector = graph.Connect();

        var question = connector.Explain(ScriptedGraph.Request(kind, target: target));
        var read = await ScriptedGraph.ReadAsync(connector, kind, target: target);

        Assert.Equal((SourceFailureKind.Misconfigured, question.Refusal), (read.Failure!.Kind, read.Failure.Message));
        Assert.Contains("page", question.Refusal, StringComparison.Ordinal);
        Assert.Empty(question.Asked);
        Assert.Empty(graph.Received);
    }
}
