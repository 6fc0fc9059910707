using Listening.Core.Sources;
using Listening.Sources.YouTube;
using Xunit;

namespace Listening.Sources.Tests.YouTube;

/// <summary>How searches are put to the platform, and what they may name.</summary>
public sealed class YouTubeQuestionTests
{
    [Theory]
    [InlineData("UCaaaaaaaaaaaaaaaaaaaaaa", "UCaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("@allotments", "@allotments")]
    [InlineData(" allotments ", "@allotments")]
    [InlineData("https://www.youtube.com/channel/UCaaaaaaaaaaaaaaaaaaaaaa/videos", "UCaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("youtube.com/@allotments?si=x", "@allotments")]
    [InlineData("https://www.youtube.com/@Rhandiroedd%C3%A9", "@Rhandiroeddé")]
    [InlineData("https://www.youtube.com/watch?v=aaaaaaaaaaa", null)]
    [InlineData("https://example.org/@allotments", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Knows_a_channel_by_what_people_copy(string? target, string? expected) => Assert.Equal(expected, YouTubeTarget.Channel(target));

    [Theory]
    [InlineData("PLaaaaaaaaaaaaaaaa", "PLaaaaaaaaaaaaaaaa")]
    [InlineData("https://www.youtube.com/playlist?list=PLaaaaaaaaaaaaaaaa&si=x", "PLaaaaaaaaaaaaaaaa")]
    [InlineData("https://www.youtube.com/watch?v=aaaaaaaaaaa&list=PLaaaaaaaaaaaaaaaa", "PLaaaaaaaaaaaaaaaa")]
    [InlineData("my list", null)]
    [InlineData(null, null)]
    public void Knows_a_playlist_by_what_people_copy(string? target, string? expected) => Assert.Equal(expected, YouTubeTarget.Playlist(target));

    [Theory]
    [InlineData(SearchKind.Keywords, null, "search.list q=privacy type=video order=date, back 7 days")]
    [InlineData(SearchKind.Mentions, null, "commentThreads.list allThreadsRelatedToChannelId=UCaaaaaaaaaaaaaaaaaaaaaa order=time textFormat=plainText, back 7 days")]
    [InlineData(SearchKind.Account, "@allotments", "channels.list forHandle=@allotments")]
    [InlineData(SearchKind.AccountWithComments, "@allotments", "comments.list parentId=(each thread whose replies have changed) textFormat=plainText")]
    [InlineData(SearchKind.List, "PLaaaaaaaaaaaaaaaa", "playlistItems.list playlistId=PLaaaaaaaaaaaaaaaa, to its end")]
    public async Task Explains_what_is_asked_without_asking(SearchKind kind, string? target, string expected)
    {
        await using var youtube = await ScriptedYouTube.StartAsync();

        var question = youtube.Connect().Explain(ScriptedYouTube.Request(kind, target: target));

        Assert.Null(question.Refusal);
        Assert.Contains(expected, question.Asked);
        Assert.NotEmpty(question.Local);
        Assert.Empty(youtube.Calls);
    }

    [Theory]
    [InlineData(SearchKind.Mentions, null)]
    [InlineData(SearchKind.Account, "two words")]
    [InlineData(SearchKind.AccountWithComments, null)]
    [InlineData(SearchKind.List, "@allotments")]
    public async Task Says_what_is_needed_instead_in_the_explanation_and_in_the_reading(SearchKind kind, string? target)
    {
        await using var youtube = await ScriptedYouTube.StartAsync();
        youtube.Options = youtube.Options with { Channel = "" };
        var connector = youtube.Connect();

        var read = await ScriptedYouTube.ReadAsync(connector, kind, target: target);

        Assert.Equal(SourceFailureKind.Misconfigured, read.Failure!.Kind);
        Assert.Equal(read.Failure.Message, connector.Explain(ScriptedYouTube.Request(kind, target: target)).Refusal);
        Assert.Empty(youtube.Calls);
    }
}
