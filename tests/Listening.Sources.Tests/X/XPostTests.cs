using Listening.Core.Sources;
using Xunit;

namespace Listening.Sources.Tests.X;

public sealed class XPostTests
{
    private static readonly DateTime Noon = ScriptedX.Noon;
    private static readonly string Id = XWire.Id(Noon.AddHours(-1));

    public static TheoryData<string> OddFields() => [.. TestFile.Lines("X/odd-fields.txt")];

    public static TheoryData<string> Malformed() => [.. TestFile.Lines("X/malformed-entries.txt")];

    [Theory]
    [InlineData("referenced_tweets", "edit_history_tweet_ids", "note_tweet")]
    [InlineData("referenced_posts", "edit_history_post_ids", "note_post")]
    public async Task Reads_every_field_in_the_older_and_the_newer_naming(string referenced, string history, string note)
    {
        await using var x = await ScriptedX.StartAsync();
        x.Answer("search", $$$"""
            {"data":[{"id":"{{{Id}}}","text":"@wardens Short &amp; …","{{{note}}}":{"text":"@wardens Long &amp; whole: 1 &lt; 2 https://t.co/a","entities":{"hashtags":[{"tag":"Privacy"}]}},
              "created_at":"2026-03-02T10:59:30.000Z","lang":"en","author_id":"7001","conversation_id":"1500","in_reply_to_user_id":"9",
              "{{{referenced}}}":[{"type":"quoted","id":"1400"},{"type":"replied_to","id":"1499"}],"{{{history}}}":["{{{Id}}}"],
              "entities":{"urls":[{"url":"https://t.co/a","expanded_url":"https://short.example/a","unwound_url":"https://www.example.org/page"},
                {"url":"https://t.co/b","expanded_url":"https://x.com/reporter/status/1/photo/1","media_key":"3_1"}],
                "hashtags":[{"tag":"privacy"},{"tag":"foi"}],"mentions":[{"username":"wardens","id":"9"}]},
              "attachments":{"media_keys":["3_1"]}}],
             "includes":{"users":[{"id":"7001","username":"reporter","name":"R. Porter","protected":false}]},"meta":{"result_count":1,"newest_id":"{{{Id}}}"}}
            """);

        var post = Assert.Single((await x.ReadAsync(SearchKind.Keywords)).Page!.Posts);

        Assert.Equal((Id, "x", "@wardens Long & whole: 1 < 2 https://t.co/a", "en"), (post.Id, post.Source, post.Text, post.Lang));
        Assert.Equal(("7001", "reporter", "R. Porter"), (post.Author.Id, post.Author.Handle, post.Author.Name));
        Assert.Equal(($"https://x.com/reporter/status/{Id}", "1499", "1500"), (post.Url, post.ReplyTo, post.Conversation));
        Assert.Equal(["https://www.example.org/page", "https://short.example/a"], post.Links);
        Assert.Equal(["privacy", "foi"], post.Hashtags);
        Assert.Equal(["wardens"], post.Mentions);
        Assert.Equal((new DateTime(2026, 3, 2, 10, 59, 30, DateTimeKind.Utc), Noon), (post.CreatedAt, post.CollectedAt));
    }

    [Fact]
    public async Task Asks_for_the_fields_it_reads()
    {
        await using var x = await ScriptedX.StartAsync();
        x.Answer("search", XWire.Nothing);

        await x.ReadAsync(SearchKind.Keywords);

        var call = Assert.Single(x.Calls);
        Assert.Contains("edit_history_tweet_ids,note_tweet", call["tweet.fields"], StringComparison.Ordinal);
        Assert.Equal(("author_id", "username,name,protected", "100"), (call["expansions"], call["user.fields"], call["max_results"]));
    }

    [Fact]
    public async Task An_edit_is_the_same_post_with_the_link_of_its_newest_version_and_the_time_of_its_first()
    {
        await using var x = await ScriptedX.StartAsync();
        var edited = XWire.Id(Noon.AddMinutes(-40));
        x.Answer("search", XWire.Page(null, (edited, $$"""{"id":"{{edited}}","text":"about privacy, corrected","author_id":"7001","created_at":"2026-03-02T11:20:00Z","edit_history_tweet_ids":["{{Id}}","{{edited}}"]}""")));

        var post = Assert.Single((await x.ReadAsync(SearchKind.Keywords)).Page!.Posts);

        Assert.Equal((Id, $"https://x.com/reporter/status/{edited}", Noon.AddHours(-1)), (post.Id, post.Url, post.CreatedAt));
    }

    [Fact]
    public async Task Leaves_out_protected_and_suspended_authors_and_reposts()
    {
        await using var x = await ScriptedX.StartAsync();
        x.Answer("search", $$"""
            {"data":[{{XWire.Post(Id, author: "1")}},{{XWire.Post(XWire.Id(Noon, 1), author: "2")}},{{XWire.Post(XWire.Id(Noon, 2), author: "3")}},
              {{XWire.Post(XWire.Id(Noon, 3), ""","referenced_tweets":[{"type":"retweeted","id":"5"}]""", author: "4")}},{{XWire.Post(XWire.Id(Noon, 4), author: "4")}}],
             "includes":{"users":[{"id":"1","username":"closed","name":"C","protected":true},{"id":"4","username":"open","name":"O","protected":false}]},
             "errors":[{"resource_type":"user","resource_id":"2","parameter":"author_id","type":"https://api.x.com/2/problems/not-authorized-for-resource"},
               {"resource_type":"user","value":"3","parameter":"author_id","type":"https://api.x.com/2/problems/resource-not-found"}],
             "meta":{"result_count":5,"newest_id":"{{XWire.Id(Noon, 4)}}"} }
            """);

        var page = (await x.ReadAsync(SearchKind.Keywords)).Page!;

        Assert.Equal(["open"], page.Posts.Select(post => post.Author.Handle));
        Assert.Equal(0, page.Malformed);
    }

    [Theory]
    [InlineData("en", "en")]
    [InlineData("iw", "he")]
    [InlineData("in", "id")]
    [InlineData("und", null)]
    [InlineData("qme", null)]
    [InlineData("<b>", null)]
    public async Task Names_languages_as_everybody_does(string stated, string? expected)
    {
        await using var x = await ScriptedX.StartAsync();
        x.Answer("search", XWire.Page(null, (Id, XWire.Post(Id, $$""","lang":"{{stated}}" """))));

        Assert.Equal(expected, Assert.Single((await x.ReadAsync(SearchKind.Keywords)).Page!.Posts).Lang);
    }

    [Theory]
    [MemberData(nameof(OddFields))]
    public async Task A_broken_field_does_not_hide_the_post(string fields)
    {
        await using var x = await ScriptedX.StartAsync();
        x.Answer("search", XWire.Page(null, (Id, $$"""{"id":"{{Id}}","text":"about privacy"{{fields}}}""")));

        var page = (await x.ReadAsync(SearchKind.Keywords)).Page!;

        Assert.Equal("about privacy", Assert.Single(page.Posts).Text);
        Assert.Equal(0, page.Malformed);
    }

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task A_malformed_entry_is_counted_and_the_others_are_read(string entry)
    {
        await using var x = await ScriptedX.StartAsync();
        x.Answer("search", XWire.Page(null, ("0", entry), (Id, XWire.Post(Id))), XWire.Nothing);

        var page = (await x.ReadAsync(SearchKind.Keywords)).Page!;
        await x.ReadAsync(SearchKind.Keywords, page.Cursor);

        Assert.Equal((Id, 1), (Assert.Single(page.Posts).Id, page.Malformed));
        Assert.Equal(Id, x.Calls[1]["since_id"]);
    }
}
