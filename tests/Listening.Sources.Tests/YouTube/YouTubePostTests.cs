using System.Text.Json;
using Listening.Core.Posts;
using Listening.Sources.YouTube;
using Xunit;

namespace Listening.Sources.Tests.YouTube;

/// <summary>Comments and videos as posts.</summary>
public sealed class YouTubePostTests
{
    private static readonly DateTime Noon = ScriptedYouTube.Noon;
    private static readonly YouTubePost Posts = new("tube", new YouTubeOptions { ApiKey = "open-sesame" });

    [Fact]
    public void A_comment_answers_its_video_and_leads_to_itself_under_it()
    {
        var post = Posts.Comment(Element(YouTubeJson.Comment("Ug_a-B", Noon.AddMinutes(-5), "Who keeps these figures?")), video: null, Noon)!;

        Assert.Equal(
            new Post
            {
                Id = "Ug_a-B",
                Source = "tube",
                Author = new Author("UCannannannannannannanna", "annwriter", "@annwriter"),
                Text = "Who keeps these figures?",
                CreatedAt = Noon.AddMinutes(-5),
                Url = "https://www.youtube.com/watch?v=vvvvvvvvvvv&lc=Ug_a-B",
                ReplyTo = "video:vvvvvvvvvvv",
                Conversation = "video:vvvvvvvvvvv",
                CollectedAt = Noon,
            },
            post with { Links = [], Hashtags = [], Mentions = [] });
    }

    [Fact]
    public void A_comment_on_a_channel_without_a_video_has_no_page_of_its_own()
    {
        var post = Posts.Comment(Element(YouTubeJson.Comment("UgA", Noon, video: null)), video: null, Noon)!;

        Assert.Equal((null, null, null), (post.Url, post.ReplyTo, post.Conversation));
    }

    [Fact]
    public void A_video_is_its_title_and_description_in_the_language_it_says()
    {
        var wire = YouTubeJson.Video("UgAAAAAAAAA", Noon.AddHours(1), title: "How to ask for records");
        wire["snippet"]!["description"] = "Made for https://example.org";
        wire["snippet"]!["defaultAudioLanguage"] = "cy";

        var post = Posts.Video(Element(wire), Noon)!;

        Assert.Equal(("video:UgAAAAAAAAA", "How to ask for records\n\nMade for https://example.org", "cy"), (post.Id, post.Text, post.Lang));
        Assert.Equal(new Author("UCbobbobbobbobbobbobbobbo", "", "Bob's Allotment"), post.Author);
        // A premiere that is still to come must not stay at the top of a queue.
        Assert.Equal(Noon, post.CreatedAt);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"id":"UgA"}""")]
    [InlineData("""{"id":"","snippet":{"textDisplay":"x"}}""")]
    [InlineData("""{"id":"video:x","snippet":{"textDisplay":"x"}}""")]
    [InlineData("""{"snippet":{"textDisplay":"x"}}""")]
    [InlineData("""[1]""")]
    public void What_lacks_id_or_words_is_no_comment(string wire) => Assert.Null(Posts.Comment(JsonDocument.Parse(wire).RootElement, video: null, Noon));

    [Theory]
    [InlineData("""{"id":"UgA","snippet":{"textDisplay":"x","authorDisplayName":5,"authorChannelId":"?","publishedAt":"soon","videoId":["v"]}}""")]
    [InlineData("""{"id":"UgA","snippet":{"textOriginal":"x"}}""")]
    public void Survives_broken_fields_around_the_words(string wire)
    {
        var post = Posts.Comment(JsonDocument.Parse(wire).RootElement, video: null, Noon)!;

        Assert.Equal(("x", Author.Unknown, Noon, null), (post.Text, post.Author, post.CreatedAt, post.Url));
    }

    private static JsonElement Element(System.Text.Json.Nodes.JsonNode node) => JsonDocument.Parse(node.ToJsonString()).RootElement;
}
