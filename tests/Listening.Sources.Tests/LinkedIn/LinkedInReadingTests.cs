using System.Text.Json.Nodes;
using Listening.Core.Posts;
using Listening.Core.Sources;
using Xunit;

namespace Listening.Sources.Tests.LinkedIn;

public sealed class LinkedInReadingTests
{
    private static readonly DateTime Noon = ScriptedLinkedIn.Noon;

    [Fact]
    public async Task Reads_a_post_in_plain_words_with_all_that_the_platform_tells()
    {
        await using var linkedIn = await ScriptedLinkedIn.StartAsync();
        var post = Rest.Post(7, Noon.AddMinutes(-5), @"Ask @[Pim Example](urn:li:person:abc-1) of @[Data Office](urn:li:organization:4242) \(today\) {hashtag|\#|privacy}");
        post["content"] = new JsonObject { ["article"] = new JsonObject { ["source"] = "https://data.example/fee" } };
        linkedIn.Answer("posts", Rest.Page(false, post));

        var read = (await linkedIn.ReadAsync(SearchKind.Account)).Page!.Posts.Single();

        Assert.Equal("Ask Pim Example of Data Office (today) #privacy", read.Text);
        Assert.Equal(("urn:li:share:7", "page", Noon.AddMinutes(-5), "https://www.linkedin.com/feed/update/urn:li:share:7/"), (read.Id, read.Source, read.CreatedAt, read.Url));
        Assert.Equal(new Author(Rest.Organization, "", ""), read.Author);
        Assert.Equal(["urn:li:person:abc-1", "Data Office"], read.Mentions);
        Assert.Equal(["privacy"], read.Hashtags);
        Assert.Equal(["https://data.example/fee"], read.Links);
    }

    [Fact]
    public async Task Sends_version_and_protocol_and_escapes_names_but_no_brackets()
    {
        await using var linkedIn = await ScriptedLinkedIn.StartAsync();
        linkedIn.Answer("notifications", Rest.Page(false)).Answer("posts", Rest.Page(false, Rest.Post(7, Noon, "fee"))).Answer("counts", Rest.Counts((7, 1))).Answer("comments", Rest.Page(false));

        await linkedIn.DrainAsync(SearchKind.AccountWithComments);

        Assert.All(linkedIn.Calls, call => Assert.Equal(
            ("202608", "2.0.0", "Bearer access-1"), (call.Headers["Linkedin-Version"], call.Headers["X-Restli-Protocol-Version"], call.Headers["Authorization"])));
        Assert.StartsWith(
            "/rest/organizationalEntityNotifications?q=criteria&organizationalEntity=urn%3Ali%3Aorganization%3A4242&actions=List(COMMENT_EDIT,COMMENT_DELETE)&timeRange=(start:1772366400000,end:1772452800000)&",
            linkedIn.Calls[0].Target,
            StringComparison.Ordinal);
        Assert.Equal("/rest/socialActions?ids=List(urn%3Ali%3Ashare%3A7)", linkedIn.Calls[2].Target);
        Assert.StartsWith("/rest/socialActions/urn%3Ali%3Ashare%3A7/comments?", linkedIn.Calls[3].Target, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reads_comments_and_the_answers_under_them_without_the_names_of_members()
    {
        await using var linkedIn = await ScriptedLinkedIn.StartAsync();
        var comment = Rest.CommentOf(7, 70, Noon.AddMinutes(-3), "why?", answers: 1);
        comment["actor~"] = new JsonObject { ["localizedFirstName"] = "Pim", ["localizedLastName"] = "Example" };
        linkedIn.Answer("notifications", Rest.Page(false)).Answer("posts", Rest.Page(false, Rest.Post(7, Noon.AddHours(-1), "fee"))).Answer("counts", Rest.Counts((7, 2)))
            .Answer("comments", Rest.Page(false, comment), Rest.Page(false, Rest.CommentOf(7, 71, Noon.AddMinutes(-2), "because", parent: 70)));

        var (posts, _, _) = await linkedIn.DrainAsync(SearchKind.AccountWithComments);

        Assert.Equal(["fee", "why?", "because"], posts.Select(post => post.Text));
        Assert.Equal([null, Rest.Share(7), Rest.Comment(7, 70)], posts.Select(post => post.ReplyTo));
        Assert.All(posts.Skip(1), post => Assert.Equal((new Author(Rest.Member, "", ""), Rest.Share(7)), (post.Author, post.Conversation)));
    }

    [Fact]
    public async Task Keeps_names_only_when_told_to()
    {
        await using var linkedIn = await ScriptedLinkedIn.StartAsync();
        linkedIn.Options = linkedIn.Options with { KeepNames = true };
        var comment = Rest.CommentOf(7, 70, Noon, "why?");
        comment["actor~"] = new JsonObject { ["localizedFirstName"] = "Pim", ["localizedLastName"] = "Example" };
        linkedIn.Answer("notifications", Rest.Page(false, Rest.Notification(1, "COMMENT", Noon, 7, 70))).Answer("comment", comment.ToJsonString());

        var (posts, _, _) = await linkedIn.DrainAsync(SearchKind.Mentions);

        Assert.Equal("Pim Example", posts.Single().Author.Name);
    }

    [Fact]
    public async Task Mentions_are_comments_as_they_are_now_and_posts_that_name_or_share_the_page()
    {
        await using var linkedIn = await ScriptedLinkedIn.StartAsync();
        linkedIn.Answer("notifications", Rest.Page(
            false,
            Rest.Notification(4, "COMMENT_DELETE", Noon.AddMinutes(-1), 7, 72),
            Rest.Notification(3, "COMMENT", Noon.AddMinutes(-2), 7, 71),
            Rest.Notification(2, "SHARE_MENTION", Noon.AddMinutes(-3), 7, 900, "I asked @[Data Office](urn:li:organization:4242)"),
            Rest.Notification(1, "COMMENT", Noon.AddMinutes(-4), 7, 70),
            Rest.Notification(5, "LIKE", Noon.AddMinutes(-4), 7, 70)));
        linkedIn.Answer("comment", 404, Rest.Error(404)).Answer("comment", Rest.CommentOf(7, 70, Noon.AddMinutes(-4), "why?").ToJsonString());

        var page = (await linkedIn.ReadAsync(SearchKind.Mentions)).Page!;

        Assert.Equal(["I asked Data Office", "why?"], page.Posts.Select(post => post.Text));
        Assert.Equal([Rest.Comment(7, 72), Rest.Comment(7, 71)], page.Deleted);
        Assert.Equal(0, page.Malformed);
    }

    [Fact]
    public async Task A_notification_that_comes_twice_counts_once_and_the_windows_overlap()
    {
        await using var linkedIn = await ScriptedLinkedIn.StartAsync();
        var told = Rest.Notification(1, "COMMENT", Noon.AddMinutes(-4), 7, 70);
        linkedIn.Answer("notifications", Rest.Page(false, told.DeepClone()), Rest.Page(false, told)).Answer("comment", Rest.CommentOf(7, 70, Noon.AddMinutes(-4), "why?").ToJsonString());
        var (_, _, cursor) = await linkedIn.DrainAsync(SearchKind.Mentions);
        linkedIn.Time.Advance(TimeSpan.FromMinutes(30));

        var (again, _, _) = await linkedIn.DrainAsync(SearchKind.Mentions, cursor);

        Assert.Empty(again);
        Assert.Equal(["notifications", "comment", "notifications"], linkedIn.Calls.Select(call => call.Name));
        Assert.Equal("(start:1772445600000,end:1772454600000)", linkedIn.Calls[2]["timeRange"]);
    }

    [Fact]
    public async Task Keeps_the_notifications_it_has_looked_at_when_a_comment_cannot_be_read_and_goes_on_there()
    {
        await using var linkedIn = await ScriptedLinkedIn.StartAsync();
        var all = new[] { 1, 2 }.Select(number => Rest.Notification(number, "COMMENT", Noon, 7, number)).ToList();
        linkedIn.Answer("notifications", Rest.Page(false, all.Select(one => one.DeepClone())), Rest.Page(false, all.Select(one => one.DeepClone())), Rest.Page(false, all));
        linkedIn.Answer("comment", Rest.CommentOf(7, 1, Noon, "one").ToJsonString()).Answer("comment", 503, "").Answer("comment", 503, "").Answer("comment", Rest.CommentOf(7, 2, Noon, "two").ToJsonString());

        var first = await linkedIn.ReadAsync(SearchKind.Mentions);
        var failed = await linkedIn.ReadAsync(SearchKind.Mentions, first.Page!.Cursor);
        var last = await linkedIn.ReadAsync(SearchKind.Mentions, first.Page.Cursor);

        Assert.Equal(("one", true), (first.Page.Posts.Single().Text, first.Page.HasMore));
        Assert.Equal(SourceFailureKind.Unavailable, failed.Failure!.Kind);
        Assert.Equal(("two", false), (last.Page!.Posts.Single().Text, last.Page.HasMore));
    }

    [Fact]
    public async Task Begins_a_list_again_when_something_vanished_from_it_between_two_pages()
    {
        await using var linkedIn = await ScriptedLinkedIn.StartAsync();
        linkedIn.Options = linkedIn.Options with { PageSize = 2 };
        JsonObject Post(int number) => Rest.Post(number, Noon.AddMinutes(-number), $"post {number}");
        linkedIn.Answer("posts", Rest.Page(true, Post(1), Post(2)))
            // The first is gone: what was third is second now, and the next page begins behind it.
            .Answer("posts", Rest.Page(false, Post(4)), Rest.Page(true, Post(2), Post(3)), Rest.Page(false, Post(3), Post(4)));

        var (posts, _, _) = await linkedIn.DrainAsync(SearchKind.Account);

        Assert.Equal(["post 1", "post 2", "post 3", "post 4"], posts.Select(post => post.Text));
        Assert.Equal(["0 2", "1 3", "0 2", "1 3"], linkedIn.Calls.Select(call => $"{call["start"]} {call["count"]}"));
    }

    [Fact]
    public async Task A_deletion_makes_its_thread_be_counted_anew_although_the_number_is_the_same()
    {
        await using var linkedIn = await ScriptedLinkedIn.StartAsync();
        var posts = Rest.Page(false, Rest.Post(7, Noon.AddHours(-1), "fee"));
        linkedIn.Answer("notifications", Rest.Page(false), Rest.Page(false), Rest.Page(false, Rest.Notification(1, "COMMENT_DELETE", Noon, 7, 70)))
            .Answer("posts", posts, posts, posts).Answer("counts", Rest.Counts((7, 1)), Rest.Counts((7, 1)), Rest.Counts((7, 1)))
            .Answer("comments", Rest.Page(false, Rest.CommentOf(7, 70, Noon, "one")), Rest.Page(false, Rest.CommentOf(7, 71, Noon, "another")));
        var (_, _, cursor) = await linkedIn.DrainAsync(SearchKind.AccountWithComments);
        (_, _, cursor) = await linkedIn.DrainAsync(SearchKind.AccountWithComments, cursor);
        var walks = linkedIn.Calls.Count(call => call.Name == "comments");

        var (third, deleted, _) = await linkedIn.DrainAsync(SearchKind.AccountWithComments, cursor);

        Assert.Equal(1, walks);
        Assert.Equal(("another", Rest.Comment(7, 70)), (third.Single().Text, deleted.Single()));
    }

    [Fact]
    public async Task Says_that_something_may_be_missing_when_the_platform_has_forgotten_what_it_told()
    {
        await using var linkedIn = await ScriptedLinkedIn.StartAsync();
        linkedIn.Answer("notifications", Rest.Page(false), Rest.Page(false), Rest.Page(false));
        var (_, _, cursor) = await linkedIn.DrainAsync(SearchKind.Mentions);
        linkedIn.Time.Advance(TimeSpan.FromDays(61));

        var late = await linkedIn.ReadAsync(SearchKind.Mentions, cursor);
        var lost = await linkedIn.ReadAsync(SearchKind.Mentions, "not a cursor");

        Assert.Equal((true, true), (late.Page!.PossibleGap, lost.Page!.PossibleGap));
    }

    [Fact]
    public async Task Passes_over_what_it_cannot_understand_and_what_is_not_for_everybody()
    {
        await using var linkedIn = await ScriptedLinkedIn.StartAsync();
        var hidden = Rest.Post(8, Noon, "for members");
        hidden["visibility"] = "CONNECTIONS";
        linkedIn.Answer("posts", Rest.Page(false, JsonNode.Parse("17")!, JsonNode.Parse("""{"id":"urn:li:share:9","commentary":{"a":1},"author":[],"publishedAt":"soon"}""")!, hidden));

        var page = (await linkedIn.ReadAsync(SearchKind.Account)).Page!;

        Assert.Equal((1, Rest.Share(8)), (page.Malformed, page.Deleted.Single()));
        Assert.Equal(("", Noon), (page.Posts.Single().Text, page.Posts.Single().CreatedAt));
    }
}
