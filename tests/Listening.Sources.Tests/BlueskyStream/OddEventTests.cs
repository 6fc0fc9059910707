using Listening.Core.Posts;
using Xunit;

namespace Listening.Sources.Tests.BlueskyStream;

/// <summary>Records of any shape, as a table.</summary>
public sealed class OddEventTests
{
    [Fact]
    public async Task Odd_records_become_what_the_table_says()
    {
        var cases = TestFile.Lines("BlueskyStream/odd-events.txt").Select(line => line.Split(" | ")).ToList();
        await using var probe = await StreamProbe.StartAsync();
        probe.Server.Then([.. cases.Select((parts, at) => Jet.Record(1 + (at * 0.01), $"key{at}", parts[0]))]);

        var pages = await probe.ReadAsync(Jet.Cursor(0), cases.Count);

        var found = pages.SelectMany(page => page.Posts).ToDictionary(post => post.Id, StringComparer.Ordinal);
        Assert.All(cases.Index(), odd => Assert.Equal(
            $"{odd.Item[0]} | {odd.Item[1]}", $"{odd.Item[0]} | {(found.TryGetValue(Jet.Id($"key{odd.Index}"), out var post) ? Describe(post) : "malformed")}"));
        Assert.Equal(cases.Count(parts => parts[1] == "malformed"), pages.Sum(page => page.Malformed));
    }

    [Theory]
    [InlineData("did:plc:author", "a b")]
    [InlineData("did:plc:author", "")]
    [InlineData("did:plc:author", "../x")]
    [InlineData("did:plc:au thor", "a")]
    [InlineData("author.example", "a")]
    [InlineData("", "a")]
    public async Task A_post_without_a_proper_address_is_malformed(string did, string key)
    {
        await using var probe = await StreamProbe.StartAsync();
        probe.Server.Then(Jet.Post(1, key, did: did), Jet.Post(2, "good"));

        var page = await probe.ReadAsync(Jet.Cursor(0));

        Assert.Equal([Jet.Id("good")], page.Posts.Select(post => post.Id));
        Assert.Equal(1, page.Malformed);
    }

    [Theory]
    [InlineData("2026-03-02T11:00:00Z", -3600)]
    [InlineData("2026-03-02T11:00:00", -3600)]
    [InlineData("2026-03-02T12:00:00+01:00", -3600)]
    [InlineData("2026-03-02T11:00:00.123456789Z", -3599.876_543_3)]
    [InlineData("2036-03-02T11:00:00Z", 1)]
    [InlineData("0001-01-01T00:00:00Z", 1)]
    [InlineData("not a time", 1)]
    public async Task A_post_is_dated_by_its_author_but_never_after_the_stream(string written, double seconds)
    {
        await using var probe = await StreamProbe.StartAsync();
        probe.Server.Then(Jet.Record(1, "a", $$"""{"text":"a","createdAt":"{{written}}"}"""));

        var page = await probe.ReadAsync(Jet.Cursor(0));

        Assert.Equal(Jet.Noon.AddSeconds(seconds), Assert.Single(page.Posts).CreatedAt, TimeSpan.FromMicroseconds(1));
        Assert.Equal(DateTimeKind.Utc, page.Posts[0].CreatedAt.Kind);
    }

    private static string Describe(Post post) =>
        string.Join(';', post.Text, post.Lang, string.Join(',', post.Links), string.Join(',', post.Hashtags), string.Join(',', post.Mentions), post.ReplyTo);
}
