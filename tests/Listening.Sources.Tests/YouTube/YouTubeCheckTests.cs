using Listening.Core.Posts;
using Listening.Core.Sources;
using Xunit;

namespace Listening.Sources.Tests.YouTube;

/// <summary>Held posts are asked for again by id.</summary>
public sealed class YouTubeCheckTests
{
    private static readonly DateTime Noon = ScriptedYouTube.Noon;

    [Fact]
    public async Task What_the_answer_leaves_out_is_gone_and_what_says_something_else_has_changed()
    {
        await using var youtube = await ScriptedYouTube.StartAsync();
        youtube.Answer("comments", YouTubeJson.List(null, YouTubeJson.Comment("UgSame", Noon, "as it was", video: null), YouTubeJson.Comment("UgEdited", Noon, "edited", video: null)));
        youtube.Answer("videos", YouTubeJson.List(null, YouTubeJson.Video("sssssssssss", Noon, title: "as it was"), YouTubeJson.Video("uuuuuuuuuuu", Noon, title: "as it was", privacy: "unlisted")));
        var held = new[] { "UgSame", "UgEdited", "UgGone", "video:sssssssssss", "video:uuuuuuuuuuu", "video:ggggggggggg" }
            .Select(id => new Post { Id = id, Source = "tube", Text = "as it was", Url = "https://example.org/", Conversation = "video:sssssssssss" }).ToList();

        var read = await youtube.Connect().CheckAsync(held, CancellationToken.None);

        Assert.Equal(["UgGone", "video:ggggggggggg", "video:uuuuuuuuuuu"], read.Gone.Order(StringComparer.Ordinal));
        var changed = Assert.Single(read.Changed);
        Assert.Equal(("UgEdited", "edited", "video:sssssssssss", "https://example.org/"), (changed.Id, changed.Text, changed.Conversation, changed.Url));
        Assert.Equal("UgSame,UgEdited,UgGone", youtube.Calls[0]["id"]);
    }

    [Theory]
    [InlineData(200, "{}")]
    [InlineData(200, """{"kind":"youtube#commentListResponse"}""")]
    [InlineData(200, """{"kind":"youtube#commentListResponse","items":[],"nextPageToken":"more"}""")]
    [InlineData(403, """{"error":{"code":403,"errors":[{"reason":"quotaExceeded"}]}}""")]
    [InlineData(500, "")]
    public async Task Concludes_nothing_from_an_answer_that_does_not_prove_it(int status, string body)
    {
        await using var youtube = await ScriptedYouTube.StartAsync();
        youtube.Answer("comments", status, body);

        var read = await youtube.Connect().CheckAsync([new Post { Id = "UgA" }], CancellationToken.None);

        Assert.NotNull(read.Failure);
        Assert.Empty(read.Gone);
    }

    [Fact]
    public async Task Finds_the_one_that_is_gone_when_the_platform_refuses_them_all_for_it()
    {
        await using var youtube = await ScriptedYouTube.StartAsync();
        youtube.Otherwise = async context =>
        {
            var ids = context.Request.Query["id"].ToString().Split(',');
            var isRefused = ids.Contains("UgGone");
            context.Response.StatusCode = isRefused ? 404 : 200;
            await Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(
                context.Response,
                isRefused ? YouTubeJson.Error(404, "commentNotFound") : YouTubeJson.List(null, [.. ids.Select(id => YouTubeJson.Comment(id, Noon))]));
        };
        var held = Enumerable.Range(0, 20).Select(number => $"Ug{number}").Append("UgGone").Select(id => new Post { Id = id, Text = $"text of {id}" }).ToList();

        var read = await youtube.Connect().CheckAsync(held, CancellationToken.None);

        Assert.Null(read.Failure);
        Assert.Equal(["UgGone"], read.Gone);
        Assert.Empty(read.Changed);
    }

    [Fact]
    public async Task Asks_for_no_more_at_once_than_the_platform_takes()
    {
        await using var youtube = await ScriptedYouTube.StartAsync();
        youtube.Answer("videos", YouTubeJson.List(null), YouTubeJson.List(null));
        IUpstreamCheck connector = youtube.Connect();
        var held = Enumerable.Range(0, connector.CheckBatch).Select(number => new Post { Id = $"video:v{number}" }).ToList();

        var read = await connector.CheckAsync(held, CancellationToken.None);

        Assert.Equal(connector.CheckBatch, read.Gone.Count);
        Assert.All(youtube.Calls, call => Assert.Equal(50, call["id"]!.Split(',').Length));
    }
}
