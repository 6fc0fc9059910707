using System.Text.RegularExpressions;
using Listening.Core.Outgoing;
using Listening.Core.Posts;
using Listening.Sources.Bluesky;
using Xunit;

namespace Listening.Sources.Tests.Bluesky;

/// <summary>How long a reply is, what in it is a link, and under which key it is written.</summary>
public sealed partial class ReplyTextTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("Llŷn", 4)]
    [InlineData("Lly\u0302n", 4)]
    [InlineData("👩‍👩‍👧‍👦", 1)]
    [InlineData("🏴󠁧󠁢󠁷󠁬󠁳󠁿🇬🇧", 2)]
    [InlineData("a\nb", 3)]
    public void Counts_what_people_see_as_one_character_as_one(string text, int expected) => Assert.Equal(expected, BlueskyText.Measure(text).Used);

    [Fact]
    public void Takes_300_characters_but_not_more_than_3000_bytes()
    {
        Assert.True(BlueskyText.Measure(new string('é', 300)).Fits);
        Assert.False(BlueskyText.Measure(new string('é', 301)).Fits);
        // 25 bytes each: one is one character.
        var family = "👩‍👩‍👧‍👦";
        Assert.Equal((120, true), (BlueskyText.Measure(Repeat(family, 120)).Used, BlueskyText.Measure(Repeat(family, 120)).Fits));
        Assert.False(BlueskyText.Measure(Repeat(family, 121)).Fits);
    }

    [Theory]
    [InlineData("See https://example.org/a.", "https://example.org/a")]
    [InlineData("(https://example.org/a?b=1#c)", "https://example.org/a?b=1#c")]
    [InlineData("http:// and https://", "")]
    [InlineData("mailto:pim@example.org javascript:alert(1)", "")]
    [InlineData("@pim.example hello", "@pim.example")]
    [InlineData("Hello @PIM.example.", "@PIM.example")]
    [InlineData("@pim.example.org hello", "")]
    [InlineData("@pim.example-two and @pim.example", "@pim.example")]
    public void Finds_links_and_the_author(string text, string expected)
    {
        var facets = BlueskyText.Facets(text, new Author("did:plc:pim", "pim.example"));
        var bytes = System.Text.Encoding.UTF8.GetBytes(text);
        Assert.Equal(expected, string.Join(' ', facets.Select(facet =>
            System.Text.Encoding.UTF8.GetString(bytes[facet!["index"]!["byteStart"]!.GetValue<int>()..facet["index"]!["byteEnd"]!.GetValue<int>()]))));
    }

    [Fact]
    public void Keys_are_timestamps_in_order_and_the_same_for_the_same_message()
    {
        var numbers = Enumerable.Range(0, 200).Select(at => MessageNumber.New(new At(at * 10))).ToList();
        var keys = numbers.ConvertAll(RecordKey.Of);

        Assert.Equal(keys, numbers.ConvertAll(RecordKey.Of));
        Assert.All(keys, key => Assert.Matches(Key(), key));
        Assert.Equal(keys.Order(StringComparer.Ordinal), keys);
        Assert.Equal(200, keys.Distinct().Count());
    }

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));

    // The form of timestamp identifiers as the protocol's specification gives it.
    [GeneratedRegex("^[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}$", RegexOptions.NonBacktracking)]
    private static partial Regex Key();

    private sealed class At(int milliseconds) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new DateTimeOffset(2026, 3, 10, 12, 0, 0, TimeSpan.Zero).AddMilliseconds(milliseconds);
    }
}
