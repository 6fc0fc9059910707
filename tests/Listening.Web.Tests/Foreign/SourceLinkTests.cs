using Listening.Core.Posts;
using Listening.Web.Foreign;

namespace Listening.Web.Tests.Foreign;

public class SourceLinkTests
{
    public static TheoryData<string[]> Cases => CaseFile.Read("Foreign/source-links.cases", 2);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Offers_only_plain_web_addresses_and_shows_where_they_really_lead(string[] cells)
    {
        var link = SourceLink.From(CaseFile.Unescape(cells[0]));

        Assert.Equal(cells[1], link?.Host ?? "no link");
        Assert.True(link is null || link.Href.StartsWith("http", StringComparison.Ordinal));
        Assert.DoesNotContain('"', link?.Href ?? "");
    }

    [Fact]
    public void Refuses_an_address_longer_than_browsers_follow() =>
        Assert.Null(SourceLink.From("https://social.example/" + new string('a', 3000)));

    [Theory]
    [InlineData("at://did:plc:abc/app.bsky.feed.post/3k", "https://bsky.app/profile/did%3Aplc%3Aabc/post/3k")]
    [InlineData("https://social.example/1", "https://social.example/1")]
    [InlineData("at://did:plc:abc/app.bsky.graph.list/3k", null)]
    [InlineData("123456", null)]
    public void Finds_the_page_of_an_answered_post_where_its_id_tells(string id, string? expected)
    {
        var thread = ThreadLinks.Of(new Post { Id = "x", ReplyTo = id });

        Assert.True(thread.IsReply);
        Assert.Equal(expected, thread.Answers?.Href);
    }
}
