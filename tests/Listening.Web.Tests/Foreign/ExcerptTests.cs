using Listening.Core.Matching;
using Listening.Web.Foreign;

namespace Listening.Web.Tests.Foreign;

public class ExcerptTests
{
    [Fact]
    public void Leaves_a_short_text_whole()
    {
        var excerpt = Excerpt.Of("short enough", [new TextSpan(6, 6)], 420);

        Assert.Equal("short enough", excerpt.Text);
        Assert.False(excerpt.IsCut);
        Assert.Equal([new TextSpan(6, 6)], excerpt.Spans);
    }

    [Fact]
    public void Starts_at_the_beginning_when_the_first_marked_words_are_near_it()
    {
        var excerpt = Excerpt.Of("marked " + Words(200), [new TextSpan(0, 6)], 420);

        Assert.StartsWith("marked ", excerpt.Text, StringComparison.Ordinal);
        Assert.Equal((false, true), (excerpt.CutBefore, excerpt.CutAfter));
    }

    [Fact]
    public void Goes_to_the_first_marked_words_when_they_stand_far_in()
    {
        var before = Words(300);
        var excerpt = Excerpt.Of(before + "marked " + Words(300), [new TextSpan(before.Length, 6)], 420);

        Assert.Equal((true, true), (excerpt.CutBefore, excerpt.CutAfter));
        var span = Assert.Single(excerpt.Spans);
        Assert.Equal("marked", excerpt.Text.Substring(span.Start, span.Length));
        Assert.StartsWith("word", excerpt.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Shows_the_end_when_the_marked_words_are_the_last()
    {
        var before = Words(300);
        var excerpt = Excerpt.Of(before + "marked", [new TextSpan(before.Length, 6)], 420);

        Assert.EndsWith("marked", excerpt.Text, StringComparison.Ordinal);
        Assert.Equal((true, false), (excerpt.CutBefore, excerpt.CutAfter));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Never_halves_a_character(int shift)
    {
        var text = new string('a', shift) + string.Concat(Enumerable.Repeat("\uD83D\uDE00", 1000));

        var excerpt = Excerpt.Of(text, [new TextSpan(shift + 1001, 3)], 421);

        Assert.False(char.IsLowSurrogate(excerpt.Text[0]));
        Assert.False(char.IsHighSurrogate(excerpt.Text[^1]));
        Assert.InRange(excerpt.Text.Length, 300, 423);
    }

    [Fact]
    public void A_mark_longer_than_the_excerpt_is_cut_with_it()
    {
        var excerpt = Excerpt.Of(new string('x', 5000), [new TextSpan(1000, 4000)], 420);

        var span = Assert.Single(excerpt.Spans);
        Assert.Equal(excerpt.Text.Length, span.Start + span.Length);
    }

    private static string Words(int count) => string.Concat(Enumerable.Repeat("word ", count));
}
