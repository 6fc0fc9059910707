using Listening.Sources.X;
using Xunit;

namespace Listening.Sources.Tests.X;

/// <summary>How long texts are for X: see lengths.txt.</summary>
public sealed class XTextTests
{
    public static TheoryData<int, string> Cases()
    {
        var cases = new TheoryData<int, string>();
        foreach (var line in TestFile.Lines("X/lengths.txt"))
        {
            var parts = line.Split(' ', 2);
            cases.Add(int.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture), parts[1]);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Counts_as_X_does(int expected, string text) => Assert.Equal(expected, XText.Measure(text).Used);

    [Theory]
    [InlineData(280, true)]
    [InlineData(281, false)]
    public void Takes_280_letters(int length, bool fits) => Assert.Equal(fits, XText.Measure(new string('a', length)).Fits);

    [Fact]
    public void Takes_140_wide_characters() => Assert.Equal((true, false), (XText.Measure(new string('情', 140)).Fits, XText.Measure(new string('情', 141)).Fits));

    [Fact]
    public void A_letter_and_its_accent_are_one_however_they_are_written() => Assert.Equal(4, XText.Measure("cafe\u0301").Used);

    [Theory]
    [InlineData("See https://ico.org.uk.", true)]
    [InlineData("See ico.org.uk/help", true)]
    [InlineData("Write to help@ico.org.uk", false)]
    [InlineData("The end.Another sentence", false)]
    public void Knows_what_X_makes_a_link_of(string text, bool expected) => Assert.Equal(expected, XText.HasLink(text));
}
