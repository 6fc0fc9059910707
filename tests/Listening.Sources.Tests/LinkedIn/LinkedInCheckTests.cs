using Listening.Core.Posts;
using Xunit;

namespace Listening.Sources.Tests.LinkedIn;

public sealed class LinkedInCheckTests
{
    private static readonly Author Own = new(Rest.Organization);

    [Fact]
    public async Task Tells_posts_and_comments_that_are_gone_or_edited_from_those_that_are_merely_left_out()
    {
        await using var linkedIn = await ScriptedLinkedIn.StartAsync();
        Post[] held =
        [
            new() { Id = Rest.Share(1), Author = Own, Text = "one" },
            new() { Id = Rest.Share(2), Author = Own, Text = "two" },
            new() { Id = Rest.Share(3), Author = Own, Text = "three" },
            new() { Id = Rest.Share(4), Author = new Author(Rest.Member), Text = "a member's" },
            new() { Id = Rest.Comment(1, 10), Text = "why?", Conversation = Rest.Share(1) },
            new() { Id = Rest.Comment(1, 11), Text = "how?", Conversation = Rest.Share(1) },
        ];
        linkedIn.Answer("byId", $$"""{"results":{"{{Rest.Share(1)}}":{{Rest.Post(1, ScriptedLinkedIn.Noon, "one, corrected").ToJsonString()}} },"errors":{"{{Rest.Share(2)}}":{"status":404},"{{Rest.Share(3)}}":{"status":500} } }""");
        linkedIn.Answer("comment", 404, Rest.Error(404)).Answer("comment", Rest.CommentOf(1, 11, ScriptedLinkedIn.Noon, "how, then?").ToJsonString());

        var read = await linkedIn.Connect().CheckAsync(held, CancellationToken.None);

        Assert.Equal([Rest.Share(2), Rest.Comment(1, 10)], read.Gone);
        Assert.Equal(["one, corrected", "how, then?"], read.Changed.Select(post => post.Text));
        Assert.Equal(Rest.Share(1), read.Changed[1].Conversation);
        Assert.Equal("/rest/posts?ids=List(urn%3Ali%3Ashare%3A1,urn%3Ali%3Ashare%3A2,urn%3Ali%3Ashare%3A3)", linkedIn.Calls[0].Target);
    }

    [Theory]
    [InlineData(403, "{}")]
    [InlineData(500, "")]
    [InlineData(404, "<html>not here</html>")]
    public async Task Concludes_nothing_from_any_other_answer(int status, string body)
    {
        await using var linkedIn = await ScriptedLinkedIn.StartAsync();
        linkedIn.Answer("comment", status, body);

        var read = await linkedIn.Connect().CheckAsync([new Post { Id = Rest.Comment(1, 10) }], CancellationToken.None);

        Assert.NotNull(read.Failure);
        Assert.Empty(read.Gone);
    }
}
