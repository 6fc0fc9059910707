using System.Text.Json.Nodes;
using Listening.Core.Sources;
using Xunit;

namespace Listening.Sources.Tests.YouTube;

/// <summary>Comments under the organisation's own videos: new ones, answers to older ones, and what is not read twice.</summary>
public sealed class YouTubeCommentTests
{
    private static readonly DateTime Noon = ScriptedYouTube.Noon;

    [Fact]
    public async Task Reads_comments_newest_first_until_they_are_too_old_to_be_answered()
    {
        await using var youtube = await ScriptedYouTube.StartAsync();
        youtube.Answer(
            "commentThreads",
            YouTubeJson.List("second", YouTubeJson.Thread("UgA", Noon.AddHours(-1)), YouTubeJson.Thread("UgB", Noon.AddDays(-2))),
            YouTubeJson.List("third", YouTubeJson.Thread("UgC", Noon.AddDays(-6)), YouTubeJson.Thread("UgOld", Noon.AddDays(-8))));

        var run = await ScriptedYouTube.RunAsync(youtube.Connect(), SearchKind.Mentions);

        Assert.Equal(["UgA", "UgB", "UgC"], run.Ids);
        Assert.False(run.PossibleGap);
        Assert.Equal([null, "second"], youtube.Calls.Select(call => call["pageToken"]));
        var call = youtube.Calls[0];
        Assert.Equal((ScriptedYouTube.Own, "time", "plainText", "100"), (call["allThreadsRelatedToChannelId"], call["order"], call["textFormat"], call["maxResults"]));
        Assert.All(youtube.Calls, each => Assert.Equal(("open-sesame", null), (each.Key, each["key"])));
    }

    [Fact]
    public async Task Gives_out_what_is_new_and_what_was_edited_and_nothing_else()
    {
        await using var youtube = await ScriptedYouTube.StartAsync();
        youtube.Answer(
            "commentThreads",
            YouTubeJson.List(null, YouTubeJson.Thread("UgA", Noon.AddHours(-5)), YouTubeJson.Thread("UgB", Noon.AddHours(-6))),
            YouTubeJson.List(
                null,
                YouTubeJson.Thread("UgNew", Noon.AddMinutes(30)),
                YouTubeJson.Thread("UgA", Noon.AddHours(-5), text: "another word", updated: Noon.AddMinutes(40)),
                // Held for review when the first run passed it.
                YouTubeJson.Thread("UgLate", Noon.AddHours(-5.5)),
                YouTubeJson.Thread("UgB", Noon.AddHours(-6))));
        var connector = youtube.Connect();
        var first = await ScriptedYouTube.RunAsync(connector, SearchKind.Mentions);
        youtube.Time.Advance(TimeSpan.FromHours(1));

        var next = await ScriptedYouTube.RunAsync(connector, SearchKind.Mentions, first.Cursor);

        Assert.Equal(["UgNew", "UgA", "UgLate"], next.Ids);
        Assert.Equal("another word", next.Posts[1].Text);
    }

    [Fact]
    public async Task Walks_a_thread_only_when_its_replies_have_changed()
    {
        await using var youtube = await ScriptedYouTube.StartAsync();
        var shown = YouTubeJson.Comment("UgA.r3", Noon.AddHours(-2), parent: "UgA");
        JsonObject Thread(int replies) => YouTubeJson.Thread("UgA", Noon.AddHours(-5), replies, [shown.DeepClone().AsObject()]);
        youtube.Answer("commentThreads", YouTubeJson.List(null, Thread(3)), YouTubeJson.List(null, Thread(3)), YouTubeJson.List(null, Thread(4)));
        youtube.Answer(
            "comments",
            YouTubeJson.List("more", shown, YouTubeJson.Comment("UgA.r2", Noon.AddHours(-3), parent: "UgA", video: null)),
            YouTubeJson.List(null, YouTubeJson.Comment("UgA.r1", Noon.AddHours(-4), parent: "UgA", video: null)),
            YouTubeJson.List(null, YouTubeJson.Comment("UgA.r4", Noon.AddMinutes(10), parent: "UgA", video: null)));
        var connector = youtube.Connect();

        var first = await ScriptedYouTube.RunAsync(connector, SearchKind.Mentions);
        var quiet = await ScriptedYouTube.RunAsync(connector, SearchKind.Mentions, first.Cursor);
        var after = await ScriptedYouTube.RunAsync(connector, SearchKind.Mentions, quiet.Cursor);

        Assert.Equal(["UgA", "UgA.r3", "UgA.r2", "UgA.r1"], first.Ids);
        Assert.Empty(quiet.Posts);
        Assert.Equal(["UgA.r4"], after.Ids);
        Assert.Equal([null, "more", null], youtube.Calls.Where(call => call.Resource == "comments").Select(call => call["pageToken"]));
        // The answer for replies leaves their video out; the thread has it.
        Assert.All(first.Posts, post => Assert.Equal("video:vvvvvvvvvvv", post.Conversation));
        Assert.All(first.Posts.Skip(1), post => Assert.Equal("UgA", post.ReplyTo));
    }

    [Fact]
    public async Task Spends_nothing_on_replies_that_came_along_with_their_thread()
    {
        await using var youtube = await ScriptedYouTube.StartAsync();
        youtube.Answer("commentThreads", YouTubeJson.List(null, YouTubeJson.Thread("UgA", Noon.AddHours(-5), 1, [YouTubeJson.Comment("UgA.r1", Noon.AddHours(-4), parent: "UgA")])));

        var run = await ScriptedYouTube.RunAsync(youtube.Connect(), SearchKind.Mentions);

        Assert.Equal(["UgA", "UgA.r1"], run.Ids);
        Assert.Single(youtube.Calls);
    }

    [Fact]
    public async Task Goes_on_in_the_middle_of_a_thread_after_a_restart()
    {
        await using var youtube = await ScriptedYouTube.StartAsync();
        var page = YouTubeJson.List("second", YouTubeJson.Thread("UgA", Noon.AddHours(-1), 7), YouTubeJson.Thread("UgB", Noon.AddHours(-2)));
        youtube.Answer("commentThreads", page, page, YouTubeJson.List(null, YouTubeJson.Thread("UgC", Noon.AddHours(-3))));
        youtube.Answer(
            "comments",
            YouTubeJson.List("more", YouTubeJson.Comment("UgA.r2", Noon, parent: "UgA")),
            YouTubeJson.List(null, YouTubeJson.Comment("UgA.r1", Noon, parent: "UgA")));
        var before = youtube.Connect();
        var first = await ScriptedYouTube.ReadAsync(before, SearchKind.Mentions);
        var second = await ScriptedYouTube.ReadAsync(before, SearchKind.Mentions, first.Page!.Cursor);

        var rest = await ScriptedYouTube.RunAsync(youtube.Connect(), SearchKind.Mentions, second.Page!.Cursor);

        Assert.Equal(["UgA", "UgB"], first.Page.Posts.Select(post => post.Id));
        Assert.Equal(["UgA.r2"], second.Page.Posts.Select(post => post.Id));
        Assert.Equal(["UgA.r1", "UgC"], rest.Ids);
        Assert.Equal([null, "more"], youtube.Calls.Where(call => call.Resource == "comments").Select(call => call["pageToken"]));
    }

    [Fact]
    public async Task Still_walks_a_thread_that_newer_ones_have_pushed_to_another_page_meanwhile()
    {
        await using var youtube = await ScriptedYouTube.StartAsync();
        youtube.Answer(
            "commentThreads",
            YouTubeJson.List("second", YouTubeJson.Thread("UgA", Noon.AddHours(-1), 7)),
            YouTubeJson.List("second", YouTubeJson.Thread("UgNew", Noon, 7)),
            YouTubeJson.List(null, YouTubeJson.Thread("UgA", Noon.AddHours(-1), 7)),
            YouTubeJson.List(null, YouTubeJson.Thread("UgNew", Noon), YouTubeJson.Thread("UgA", Noon.AddHours(-1), 7)));
        youtube.Answer("comments", YouTubeJson.List(null, YouTubeJson.Comment("UgA.r1", Noon, parent: "UgA")));
        var first = await ScriptedYouTube.ReadAsync(youtube.Connect(), SearchKind.Mentions);
        var connector = youtube.Connect();

        var rest = await ScriptedYouTube.RunAsync(connector, SearchKind.Mentions, first.Page!.Cursor);
        var next = await ScriptedYouTube.RunAsync(connector, SearchKind.Mentions, rest.Cursor);

        Assert.Equal(["UgA", "UgA.r1"], rest.Ids);
        Assert.Equal(["UgNew"], next.Ids);
    }

    [Fact]
    public async Task Leaves_out_what_only_the_channels_owner_may_see()
    {
        await using var youtube = await ScriptedYouTube.StartAsync();
        var hidden = YouTubeJson.Thread("UgHidden", Noon.AddHours(-1));
        hidden["snippet"]!["isPublic"] = false;
        var held = YouTubeJson.Thread("UgHeld", Noon.AddHours(-1));
        held["snippet"]!["topLevelComment"]!["snippet"]!["moderationStatus"] = "heldForReview";
        var reply = YouTubeJson.Comment("UgA.r1", Noon, parent: "UgA");
        reply["snippet"]!["moderationStatus"] = "likelySpam";
        youtube.Answer("commentThreads", YouTubeJson.List(null, hidden, held, YouTubeJson.Thread("UgA", Noon.AddHours(-2), 1, [reply])));

        var run = await ScriptedYouTube.RunAsync(youtube.Connect(), SearchKind.Mentions);

        Assert.Equal(["UgA"], run.Ids);
        Assert.Equal(0, run.Pages.Sum(page => page.Malformed));
    }

    [Fact]
    public async Task Passes_over_what_it_cannot_understand_and_counts_it()
    {
        await using var youtube = await ScriptedYouTube.StartAsync();
        var broken = YouTubeJson.Thread("UgBroken", Noon.AddHours(-1));
        broken["snippet"]!["topLevelComment"]!["snippet"]!["textDisplay"] = 5;
        var anonymous = YouTubeJson.Thread("UgA", Noon.AddHours(-2));
        var author = anonymous["snippet"]!["topLevelComment"]!["snippet"]!.AsObject();
        author.Remove("authorChannelId");
        author["authorDisplayName"] = "";
        youtube.Answer("commentThreads", YouTubeJson.List(null, broken, JsonValue.Create("what"), new JsonObject(), anonymous));

        var page = (await ScriptedYouTube.ReadAsync(youtube.Connect(), SearchKind.Mentions)).Page!;

        Assert.Equal(3, page.Malformed);
        Assert.Equal(Core.Posts.Author.Unknown, page.Posts.Single().Author);
    }

    [Fact]
    public async Task Finds_the_channel_of_a_handle_once()
    {
        await using var youtube = await ScriptedYouTube.StartAsync();
        youtube.Options = youtube.Options with { Channel = "https://www.youtube.com/@allotments" };
        youtube.Answer("channels", YouTubeJson.List(null, YouTubeJson.Channel(ScriptedYouTube.Own, "UUown")));
        youtube.Answer("commentThreads", YouTubeJson.List(null), YouTubeJson.List(null));
        var connector = youtube.Connect();

        var first = await ScriptedYouTube.RunAsync(connector, SearchKind.Mentions);
        await ScriptedYouTube.RunAsync(connector, SearchKind.Mentions, first.Cursor);

        Assert.Equal("@allotments", youtube.Calls[0]["forHandle"]);
        Assert.Equal(["channels", "commentThreads", "commentThreads"], youtube.Calls.Select(call => call.Resource));
        Assert.All(youtube.Calls.Skip(1), call => Assert.Equal(ScriptedYouTube.Own, call["allThreadsRelatedToChannelId"]));
    }
}
