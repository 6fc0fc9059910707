using Listening.Core.Querying;
using Listening.Core.Tests.Matching;

namespace Listening.Core.Tests.Querying;

/// <summary>A query is typed by a person, pasted, or sent by a program: each is understood or refused, at once.</summary>
[Collection(RunsAlone.Name)]
public sealed class HostileQueryTests
{
    [Theory]
    [InlineData("(", 10_000, "ICO", ")")]
    [InlineData("(", 99_000, "", "")]
    [InlineData("NOT ", 10_000, "ICO", "")]
    [InlineData("-", 50_000, "ICO", "")]
    [InlineData("-(", 10_000, "ICO", ")")]
    [InlineData("(a OR ", 10_000, "b", ")")]
    public void Refuses_deep_nesting_without_running_out_of_stack(string open, int levels, string inner, string close)
    {
        var error = Refuse(string.Concat(Enumerable.Repeat(open, levels)) + inner + string.Concat(Enumerable.Repeat(close, levels)));

        Assert.Contains("32 deep", error.Found, StringComparison.Ordinal);
    }

    [Fact]
    public void Accepts_nesting_up_to_the_limit_and_not_one_level_more()
    {
        Assert.NotNull(Query.Parse(new string('(', 32) + "ICO" + new string(')', 32)).Query);
        Assert.Equal(33, Query.Parse(new string('(', 33) + "ICO" + new string(')', 33)).Error?.Column);
    }

    [Fact]
    public void Accepts_a_hundred_thousand_characters_and_not_one_more()
    {
        Assert.NotNull(Query.Parse(new string('a', QueryLimits.Length)).Query);
        Assert.Contains("100001 characters", Refuse(new string('a', QueryLimits.Length + 1)).Found, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_a_million_alternatives_for_their_length() =>
        Assert.Contains("characters", Refuse(string.Join(" OR ", Enumerable.Range(0, 1_000_000))).Found, StringComparison.Ordinal);

    [Fact]
    public void Accepts_five_thousand_words_and_not_one_more()
    {
        Assert.NotNull(Query.Parse(string.Join(" OR ", Enumerable.Range(0, QueryLimits.Terms))).Query);
        Assert.Contains("5000 words", Refuse(string.Join(" OR ", Enumerable.Range(0, QueryLimits.Terms + 1))).Found, StringComparison.Ordinal);
        Assert.Contains("5000 words", Refuse(string.Join(' ', Enumerable.Repeat("a.b.c", 2_000))).Found, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_too_many_prefixes_and_endless_phrases()
    {
        Assert.Contains("words with *", Refuse(string.Join(' ', Enumerable.Repeat("abc*", 101))).Found, StringComparison.Ordinal);
        Assert.Contains("a phrase of 101 words", Refuse('"' + string.Join(' ', Enumerable.Repeat("a", 101)) + '"').Found, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"")]
    [InlineData("\" ")]
    [InlineData("~")]
    [InlineData("*")]
    [InlineData("a*")]
    [InlineData(":")]
    [InlineData("from:")]
    [InlineData("url:a.uk/(")]
    [InlineData("#")]
    [InlineData("@")]
    [InlineData("@a@")]
    [InlineData("a-")]
    [InlineData("a_")]
    [InlineData("a'")]
    [InlineData("www.")]
    [InlineData("http://")]
    [InlineData("e\u0301\u0301\u0301")]
    [InlineData("\uD83D")]
    [InlineData("\uDE00\uD83D")]
    [InlineData("\u200D")]
    [InlineData("\u202E")]
    [InlineData("\0")]
    [InlineData("ﷺ")]
    [InlineData("👨‍👩‍👧")]
    [InlineData("保")]
    [InlineData("OR")]
    [InlineData("OR ")]
    [InlineData("a OR ")]
    [InlineData("() ")]
    [InlineData("– ")]
    public void Answers_within_a_second_whatever_is_repeated(string piece)
    {
        var start = RunsAlone.ProcessorTime;

        var result = Query.Parse(string.Concat(Enumerable.Repeat(piece, QueryLimits.Length / piece.Length)));

        Assert.True(result.Query is null != result.Error is null);
        Assert.InRange((RunsAlone.ProcessorTime - start).TotalSeconds, 0, 1);
    }

    [Fact]
    public void An_error_never_shows_half_a_character_or_a_line_break()
    {
        var error = Query.Parse("from:" + new string('x', 34) + "!😀\n").Error!;
        Assert.DoesNotContain(error.Found, char.IsControl);
        foreach (var length in Enumerable.Range(30, 20))
        {
            var found = Refuse("foo:" + new string('!', length) + "😀😀").Found + Refuse("&" + new string('!', length) + "😀😀").Found;
            Assert.True(found.EnumerateRunes().All(rune => rune.Value != 0xFFFD), found);
        }
    }

    private static QueryError Refuse(string text)
    {
        var start = RunsAlone.ProcessorTime;
        var error = Query.Parse(text).Error;
        Assert.NotNull(error);
        Assert.InRange((RunsAlone.ProcessorTime - start).TotalSeconds, 0, 1);
        return error;
    }
}
