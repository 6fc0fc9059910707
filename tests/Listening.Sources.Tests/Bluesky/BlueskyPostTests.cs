using Listening.Core.Posts;
using Listening.Core.Sources;
using Xunit;

namespace Listening.Sources.Tests.Bluesky;

public sealed class BlueskyPostTests
{
    private static readonly DateTime Noon = ScriptedBluesky.Noon;

    [Fact]
    public async Task Counts_each_malformed_entry_and_keeps_its_neighbours()
    {
        var broken = TestFile.Lines("Bluesky/malformed-entries.txt").ToList();
        await using var bluesky = await ScriptedBluesky.StartAsync();
        foreach (var entry in broken)
            bluesky.Answer("getAuthorFeed", $$"""{"feed":[{"post":{{Wire.Post("before", Noon)}}},{{entry}},{"post":{{Wire.Post("after", Noon)}}}]}""");

        foreach (var entry in broken)
        {
            var page = (await bluesky.ReadAsync(SearchKind.Account)).Page;
            Assert.True(page is not null, entry);
            Assert.True(page.Malformed == 1, entry);
            Assert.Equal(["text of before", "text of after"], page.Posts.Select(post => post.Text));
        }
    }

    [Fact]
    public async Task Keeps_a_post_whose_fields_are_missing_or_of_the_wrong_type()
    {
        foreach (var more in TestFile.Lines("Bluesky/odd-records.txt"))
        {
            var post = await OnlyPostAsync(more);
            Assert.True(post.Text == "text of odd", more);
            Assert.True(post is { Links.Count: 0, Mentions.Count: 0, Hashtags.Count: 0, Lang: null, ReplyTo: null, Conversation: null }, more);
        }
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"feed":{}}""")]
    [InlineData("<html>Sign in</html>")]
    [InlineData("")]
    public async Task Refuses_an_answer_that_is_not_a_page(string body)
    {
        await using var bluesky = await ScriptedBluesky.StartAsync();
        bluesky.Answer("getAuthorFeed", body);

        Assert.Equal(SourceFailureKind.Rejected, (await bluesky.ReadAsync(SearchKind.Account)).Failure?.Kind);
    }

    [Fact]
    public async Task Names_a_mention_by_its_handle_or_else_by_its_id()
    {
        // "text of odd" is covered by none of them; the second covers words that are no handle.
        var post = await OnlyPostAsync(""","text":"Ask @someone.example or @the boss","facets":[""" + string.Join(',', Mention(4, 20), Mention(24, 33), Mention(4, 400)) + "]");

        Assert.Equal(["someone.example", "did:plc:mentioned"], post.Mentions);

        static string Mention(int start, int end) =>
            $$"""{"index":{"byteStart":{{start}},"byteEnd":{{end}}},"features":[{"$type":"app.bsky.richtext.facet#mention","did":"did:plc:mentioned"}]}""";
    }

    [Fact]
    public async Task Reads_the_link_of_a_card_beside_a_quoted_post()
    {
        var post = await OnlyPostAsync(""","embed":{"$type":"app.bsky.embed.recordWithMedia","media":{"$type":"app.bsky.embed.external","external":{"uri":"https://example.org/card"}}}""");

        Assert.Equal(["https://example.org/card"], post.Links);
    }

    [Fact]
    public async Task Leaves_a_handle_empty_that_does_not_lead_back_to_its_account()
    {
        await using var bluesky = await ScriptedBluesky.StartAsync();
        bluesky.Answer("getAuthorFeed", Wire.Feed(null, Wire.Post("a", Noon).Replace("author.example", "handle.invalid", StringComparison.Ordinal)));

        Assert.Equal(new Author("did:plc:author", "", "A. N. Author"), Assert.Single((await bluesky.ReadAsync(SearchKind.Account)).Page!.Posts).Author);
    }

    [Fact]
    public async Task Leaves_out_a_post_labelled_for_signed_in_people_unless_the_label_was_taken_back()
    {
        await using var bluesky = await ScriptedBluesky.StartAsync();
        bluesky.Answer("getAuthorFeed", Wire.Feed(
            null,
            Wire.Post("withheld", Noon, top: ""","labels":[{"val":"!no-unauthenticated"}]"""),
            Wire.Post("open", Noon, top: ""","labels":[{"val":"!no-unauthenticated","neg":true},{"val":"other"}]""")));

        var page = (await bluesky.ReadAsync(SearchKind.Account)).Page!;

        Assert.Equal(["text of open"], page.Posts.Select(post => post.Text));
        Assert.Equal(0, page.Malformed);
    }

    [Fact]
    public async Task Gives_a_post_once_although_a_page_holds_it_twice()
    {
        await using var bluesky = await ScriptedBluesky.StartAsync();
        bluesky.Answer("searchPosts", Wire.Search(null, Wire.Post("twice", Noon), Wire.Post("twice", Noon)));

        Assert.Single((await bluesky.ReadAsync(SearchKind.Keywords)).Page!.Posts);
    }

    private static async Task<Post> OnlyPostAsync(string more)
    {
        await using var bluesky = await ScriptedBluesky.StartAsync();
        bluesky.Answer("getAuthorFeed", Wire.Feed(null, Wire.Post("odd", Noon, more)));
        var page = (await bluesky.ReadAsync(SearchKind.Account)).Page;
        Assert.True(page is { Malformed: 0 }, more);
        return Assert.Single(page.Posts);
    }
}
