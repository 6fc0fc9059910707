using Listening.Core.Sources;
using Xunit;

namespace Listening.Sources.Tests.LinkedIn;

public sealed class LinkedInExplainTests
{
    [Theory]
    [InlineData(SearchKind.Mentions, null, "COMMENT,COMMENT_EDIT,COMMENT_DELETE,SHARE,SHARE_MENTION", "/comments/{comment}")]
    [InlineData(SearchKind.Account, "", "/rest/posts")]
    [InlineData(SearchKind.Account, "4242", "/rest/posts")]
    [InlineData(SearchKind.AccountWithComments, Rest.Organization, "COMMENT_EDIT,COMMENT_DELETE", "/comments/{comment}", "/rest/posts", "ids={posts}", "{post}/comments")]
    public async Task Tells_each_request_and_what_is_decided_here_without_asking_anybody(SearchKind kind, string? target, params string[] asked)
    {
        await using var linkedIn = await ScriptedLinkedIn.StartAsync();

        var question = linkedIn.Connect().Explain(ScriptedLinkedIn.Request(kind, target: target));

        Assert.Null(question.Refusal);
        Assert.Equal(asked.Length, question.Asked.Count);
        Assert.All(asked.Zip(question.Asked), pair => Assert.Contains(pair.First, pair.Second, StringComparison.Ordinal));
        Assert.NotEmpty(question.Local);
        Assert.Empty(linkedIn.Received);
    }

    [Theory]
    [InlineData("fee is:reply", "COMMENT,COMMENT_EDIT,COMMENT_DELETE")]
    [InlineData("fee -is:reply", "SHARE,SHARE_MENTION")]
    [InlineData("fee", "COMMENT,COMMENT_EDIT,COMMENT_DELETE,SHARE,SHARE_MENTION")]
    public async Task Asks_for_no_notifications_that_cannot_match(string query, string actions)
    {
        await using var linkedIn = await ScriptedLinkedIn.StartAsync();
        linkedIn.Answer("notifications", Rest.Page(false));

        await linkedIn.ReadAsync(SearchKind.Mentions, query: query);

        Assert.Equal($"List({actions})", linkedIn.Calls.Single()["actions"]);
    }

    [Theory]
    [InlineData(SearchKind.Keywords, null)]
    [InlineData(SearchKind.List, "a list")]
    [InlineData(SearchKind.Account, "urn:li:organization:1")]
    [InlineData(SearchKind.AccountWithComments, "somebody-else")]
    public async Task Refuses_what_the_platform_does_not_give_and_says_what_to_do_instead(SearchKind kind, string? target)
    {
        await using var linkedIn = await ScriptedLinkedIn.StartAsync();
        var connector = linkedIn.Connect();

        var question = connector.Explain(ScriptedLinkedIn.Request(kind, target: target));
        var read = await ScriptedLinkedIn.ReadAsync(connector, kind, target: target);

        Assert.Equal((SourceFailureKind.Misconfigured, question.Refusal), (read.Failure!.Kind, read.Failure.Message));
        Assert.Contains("page", question.Refusal, StringComparison.Ordinal);
        Assert.Empty(linkedIn.Received);
    }
}
