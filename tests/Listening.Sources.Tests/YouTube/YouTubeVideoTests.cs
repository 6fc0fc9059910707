using Listening.Core.Sources;
using Xunit;

namespace Listening.Sources.Tests.YouTube;

/// <summary>Videos of a channel, of a playlist and of a search.</summary>
public sealed class YouTubeVideoTests
{
    private static readonly DateTime Noon = ScriptedYouTube.Noon;

    [Fact]
    public async Task Reads_a_channels_uploads_and_spends_one_unit_when_there_is_nothing_new()
    {
        await using var youtube = await ScriptedYouTube.StartAsync();
        var uploads = YouTubeJson.List(null, YouTubeJson.PlaylistItem("aaaaaaaaaaa", Noon.AddDays(-1)), YouTubeJson.PlaylistItem("bbbbbbbbbbb", Noon.AddDays(-9)));
        youtube.Answer("channels", YouTubeJson.List(null, YouTubeJson.Channel(ScriptedYouTube.Own, "UUown")));
        youtube.Answer("playlistItems", uploads, uploads);
        youtube.Answer("videos", YouTubeJson.List(null, YouTubeJson.Video("aaaaaaaaaaa", Noon.AddDays(-1))));
        var connector = youtube.Connect();

        var first = await ScriptedYouTube.RunAsync(connector, SearchKind.Account, target: ScriptedYouTube.Own);
        var next = await ScriptedYouTube.RunAsync(connector, SearchKind.Account, first.Cursor, target: ScriptedYouTube.Own);

        Assert.Equal(["video:aaaaaaaaaaa"], first.Ids);
        Assert.Empty(next.Posts);
        Assert.Equal(["channels", "playlistItems", "videos", "playlistItems"], youtube.Calls.Select(call => call.Resource));
        Assert.Equal(("UUown", "50"), (youtube.Calls[1]["playlistId"], youtube.Calls[1]["maxResults"]));
    }

    [Fact]
    public async Task Reads_a_playlist_to_its_end_since_its_owner_orders_it()
    {
        await using var youtube = await ScriptedYouTube.StartAsync();
        youtube.Answer(
            "playlistItems",
            YouTubeJson.List("second", YouTubeJson.PlaylistItem("aaaaaaaaaaa", Noon.AddYears(-3))),
            // Published long ago, and added to the list today.
            YouTubeJson.List(null, YouTubeJson.PlaylistItem("bbbbbbbbbbb", Noon.AddHours(-1), published: Noon.AddYears(-1))));
        youtube.Answer("videos", YouTubeJson.List(null, YouTubeJson.Video("bbbbbbbbbbb", Noon.AddYears(-1))));

        var run = await ScriptedYouTube.RunAsync(youtube.Connect(), SearchKind.List, target: "https://www.youtube.com/playlist?list=PLaaaaaaaaaaaaaaaa");

        Assert.Equal(["video:bbbbbbbbbbb"], run.Ids);
        Assert.Equal("PLaaaaaaaaaaaaaaaa", youtube.Calls[0]["playlistId"]);
    }

    [Fact]
    public async Task Does_not_keep_unlisted_videos()
    {
        await using var youtube = await ScriptedYouTube.StartAsync();
        youtube.Answer("playlistItems", YouTubeJson.List(null, YouTubeJson.PlaylistItem("aaaaaaaaaaa", Noon), YouTubeJson.PlaylistItem("bbbbbbbbbbb", Noon)));
        youtube.Answer("videos", YouTubeJson.List(null, YouTubeJson.Video("aaaaaaaaaaa", Noon, privacy: "unlisted"), YouTubeJson.Video("bbbbbbbbbbb", Noon)));

        var run = await ScriptedYouTube.RunAsync(youtube.Connect(), SearchKind.List, target: "PLaaaaaaaaaaaaaaaa");

        Assert.Equal(["video:bbbbbbbbbbb"], run.Ids);
    }

    [Fact]
    public async Task Reads_the_comments_of_a_found_video_only_when_their_number_has_changed()
    {
        await using var youtube = await ScriptedYouTube.StartAsync();
        youtube.Answer("search", YouTubeJson.List(null, YouTubeJson.Found("aaaaaaaaaaa")), YouTubeJson.List(null), YouTubeJson.List(null));
        youtube.Answer(
            "videos",
            YouTubeJson.List(null, YouTubeJson.Video("aaaaaaaaaaa", Noon.AddDays(-3), comments: 1)),
            YouTubeJson.List(null, YouTubeJson.Video("aaaaaaaaaaa", Noon.AddDays(-3), comments: 1)),
            YouTubeJson.List(null, YouTubeJson.Video("aaaaaaaaaaa", Noon.AddDays(-3), comments: 2)));
        youtube.Answer(
            "commentThreads",
            YouTubeJson.List(null, YouTubeJson.Thread("UgA", Noon.AddDays(-2))),
            YouTubeJson.List(null, YouTubeJson.Thread("UgB", Noon.AddHours(3)), YouTubeJson.Thread("UgA", Noon.AddDays(-2))));
        var connector = youtube.Connect();

        var first = await ScriptedYouTube.RunAsync(connector, SearchKind.Keywords);
        youtube.Time.Advance(TimeSpan.FromHours(2));
        var quiet = await ScriptedYouTube.RunAsync(connector, SearchKind.Keywords, first.Cursor);
        youtube.Time.Advance(TimeSpan.FromHours(2));
        var after = await ScriptedYouTube.RunAsync(connector, SearchKind.Keywords, quiet.Cursor);

        Assert.Equal(["video:aaaaaaaaaaa", "UgA"], first.Ids);
        Assert.Empty(quiet.Posts);
        Assert.Equal(["UgB"], after.Ids);
        // The first search looks back all the way; the later ones only for what is new, and the video found is asked for by its id.
        Assert.Equal(
            ["2026-03-03T12:00:00Z", "2026-03-09T12:00:00Z", "2026-03-09T14:00:00Z"],
            youtube.Calls.Where(call => call.Resource == "search").Select(call => call["publishedAfter"]));
    }

    [Fact]
    public async Task A_found_video_that_is_gone_is_told_once()
    {
        await using var youtube = await ScriptedYouTube.StartAsync();
        youtube.Answer("search", YouTubeJson.List(null, YouTubeJson.Found("aaaaaaaaaaa")), YouTubeJson.List(null), YouTubeJson.List(null));
        youtube.Answer("videos", YouTubeJson.List(null, YouTubeJson.Video("aaaaaaaaaaa", Noon)), YouTubeJson.List(null));
        var connector = youtube.Connect();

        var first = await ScriptedYouTube.RunAsync(connector, SearchKind.Keywords);
        var second = await ScriptedYouTube.RunAsync(connector, SearchKind.Keywords, first.Cursor);
        var third = await ScriptedYouTube.RunAsync(connector, SearchKind.Keywords, second.Cursor);

        Assert.Equal(["video:aaaaaaaaaaa"], second.Pages.SelectMany(page => page.Deleted));
        Assert.Empty(third.Pages.SelectMany(page => page.Deleted));
    }

    [Fact]
    public async Task Looks_back_all_the_way_after_a_restart_since_what_was_found_is_not_written_down()
    {
        await using var youtube = await ScriptedYouTube.StartAsync();
        youtube.Answer("search", YouTubeJson.List(null), YouTubeJson.List(null));
        var first = await ScriptedYouTube.RunAsync(youtube.Connect(), SearchKind.Keywords);

        await ScriptedYouTube.RunAsync(youtube.Connect(), SearchKind.Keywords, first.Cursor);

        Assert.All(youtube.Calls, call => Assert.Equal("2026-03-03T12:00:00Z", call["publishedAfter"]));
    }

    [Fact]
    public async Task Does_not_spend_a_second_search_on_videos_that_could_not_be_read()
    {
        await using var youtube = await ScriptedYouTube.StartAsync();
        youtube.Answer("search", YouTubeJson.List(null, YouTubeJson.Found("aaaaaaaaaaa")));
        youtube.Answer("videos", 503, "").Answer("videos", YouTubeJson.List(null, YouTubeJson.Video("aaaaaaaaaaa", Noon)));
        var connector = youtube.Connect();

        var refused = await ScriptedYouTube.ReadAsync(connector, SearchKind.Keywords);
        var read = await ScriptedYouTube.ReadAsync(connector, SearchKind.Keywords);

        Assert.Equal(SourceFailureKind.Unavailable, refused.Failure!.Kind);
        Assert.Single(read.Page!.Posts);
        Assert.Single(youtube.Calls, call => call.Resource == "search");
    }

    [Theory]
    [InlineData(403, "commentsDisabled", "")]
    [InlineData(404, "videoNotFound", "video:aaaaaaaaaaa")]
    public async Task A_video_whose_comments_cannot_be_read_does_not_keep_others_from_being_read(int status, string reason, string gone)
    {
        await using var youtube = await ScriptedYouTube.StartAsync();
        youtube.Answer("search", YouTubeJson.List(null, YouTubeJson.Found("aaaaaaaaaaa"), YouTubeJson.Found("bbbbbbbbbbb")));
        youtube.Answer("videos", YouTubeJson.List(null, YouTubeJson.Video("aaaaaaaaaaa", Noon, comments: 1), YouTubeJson.Video("bbbbbbbbbbb", Noon, comments: 1)));
        youtube.Answer("commentThreads", status, YouTubeJson.Error(status, reason)).Answer("commentThreads", YouTubeJson.List(null, YouTubeJson.Thread("UgB", Noon)));

        var run = await ScriptedYouTube.RunAsync(youtube.Connect(), SearchKind.Keywords);

        Assert.Equal(["video:aaaaaaaaaaa", "video:bbbbbbbbbbb", "UgB"], run.Ids);
        Assert.Equal(gone, string.Join(' ', run.Pages.SelectMany(page => page.Deleted)));
        Assert.False(run.PossibleGap);
    }

    [Fact]
    public async Task Reads_an_accounts_videos_although_its_comments_are_turned_off()
    {
        await using var youtube = await ScriptedYouTube.StartAsync();
        youtube.Answer("channels", YouTubeJson.List(null, YouTubeJson.Channel(ScriptedYouTube.Own, "UUown")));
        youtube.Answer("playlistItems", YouTubeJson.List(null, YouTubeJson.PlaylistItem("aaaaaaaaaaa", Noon)));
        youtube.Answer("videos", YouTubeJson.List(null, YouTubeJson.Video("aaaaaaaaaaa", Noon)));
        youtube.Answer("commentThreads", 403, YouTubeJson.Error(403, "commentsDisabled"));

        var run = await ScriptedYouTube.RunAsync(youtube.Connect(), SearchKind.AccountWithComments, target: ScriptedYouTube.Own);

        Assert.Equal(["video:aaaaaaaaaaa"], run.Ids);
    }
}
