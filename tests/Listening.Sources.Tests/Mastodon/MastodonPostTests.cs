using System.Text;
using System.Text.Json;
using Listening.Core.Posts;
using Listening.Sources.Mastodon;
using Xunit;

namespace Listening.Sources.Tests.Mastodon;

public sealed class MastodonPostTests
{
    private static readonly DateTime Noon = ScriptedMastodon.Noon;

    [Fact]
    public void Reads_everything_that_a_post_says()
    {
        const string content = """<p><span class="h-card"><a href="https://social.example/@ico" class="u-url mention">@<span>ico</span></a></span> see <a href="https://ico.org.uk/long/path" rel="nofollow"><span class="invisible">https://</span><span class="ellipsis">ico.org.uk/lo</span><span class="invisible">ng/path</span></a></p><p><a href="https://other.example/tags/FOI" class="mention hashtag" rel="tag">#<span>FOI</span></a> &amp; fees</p>""";
        var post = Read(MastodonWire.Status("104", Noon.AddMinutes(-3), content, more: """
            ,"spoiler_text":"About fees","in_reply_to_id":"103","tags":[{"name":"FOI","url":"https://social.example/tags/FOI"}],"mentions":[{"id":"1","username":"ico","acct":"ico","url":"https://social.example/@ico"}],"card":{"url":"https://ico.org.uk/card"}
            """))!;

        Assert.Equal("About fees\n\n@ico see https://ico.org.uk/long/path\n\n#FOI & fees", post.Text);
        Assert.Equal(["https://ico.org.uk/long/path", "https://ico.org.uk/card"], post.Links);
        Assert.Equal(["FOI"], post.Hashtags);
        Assert.Equal(["ico@social.example"], post.Mentions);
        Assert.Equal(("104", "toot", "103", "en"), (post.Id, post.Source, post.ReplyTo, post.Lang));
        Assert.Equal("https://other.example/@pim/104", post.Url);
        Assert.Equal(new Author("917", "pim@other.example", "Pim Invented"), post.Author);
        Assert.Equal((Noon.AddMinutes(-3), DateTimeKind.Utc), (post.CreatedAt, post.CreatedAt.Kind));
    }

    [Fact]
    public void Writes_the_server_into_handles_of_its_own_accounts() =>
        Assert.Equal("press@social.example", Read(MastodonWire.Status("1", Noon, acct: "press"))!.Author.Handle);

    [Fact]
    public void A_date_in_the_future_becomes_the_time_of_reading() =>
        Assert.Equal(Noon, Read(MastodonWire.Status("1", Noon.AddYears(10)))!.CreatedAt);

    [Theory]
    [InlineData("public", true)]
    [InlineData("unlisted", true)]
    [InlineData("private", false)]
    [InlineData("direct", false)]
    [InlineData("local", false)]
    public void Keeps_only_what_everybody_may_see(string visibility, bool kept) =>
        Assert.Equal(kept, MastodonPost.IsKept(Parse(MastodonWire.Status("1", Noon, visibility: visibility))));

    [Theory]
    [InlineData("""{"id":"1"}""")]
    [InlineData("""{"id":"1","visibility":7}""")]
    [InlineData("""{"id":"1","visibility":"public","reblog":{"id":"2"}}""")]
    public void Keeps_nothing_that_does_not_say_for_whom_it_is_or_was_passed_on(string status) => Assert.False(MastodonPost.IsKept(Parse(status)));

    [Fact]
    public void Broken_fields_cost_only_themselves()
    {
        var post = Read("""{"id":5,"visibility":"public","account":{"id":9,"acct":[],"display_name":null},"content":{},"created_at":"yesterday","tags":[1,{"name":"ok"}],"mentions":"x","url":"javascript:alert(1)","uri":7,"card":[],"language":""}""")!;

        Assert.Equal(("5", "", Noon), (post.Id, post.Text, post.CreatedAt));
        Assert.Equal(["ok"], post.Hashtags);
        Assert.Null(post.Url);
        Assert.Empty(post.Links);
    }

    [Fact]
    public void Scripts_and_unclosed_markup_stay_out_of_the_text()
    {
        var post = Read(MastodonWire.Status("1", Noon, "<p>One<script>alert(1)</script><a href='javascript:x'>two</a><a href=https://a.example>three"))!;

        Assert.Equal("Onetwothree", post.Text);
        Assert.Equal(["https://a.example/"], post.Links);
    }

    private static Post? Read(string status) =>
        new MastodonPost("toot", new MastodonOptions { Service = new Uri("https://social.example") }).Read(Parse(status), Noon);

    private static JsonElement Parse(string json)
    {
        // Later fields replace the ones that stand before, as a test adds them.
        var merged = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var property in JsonDocument.Parse(Encoding.UTF8.GetBytes(json)).RootElement.EnumerateObject()) merged[property.Name] = property.Value;
        return JsonSerializer.SerializeToElement(merged);
    }
}
