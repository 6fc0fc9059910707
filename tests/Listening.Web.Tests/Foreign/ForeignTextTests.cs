using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Listening.Core.Matching;
using Listening.Web.Foreign;

namespace Listening.Web.Tests.Foreign;

public class ForeignTextTests
{
    public static TheoryData<string[]> VisibilityCases => CaseFile.Read("Foreign/visibility.cases", 2);

    public static TheoryData<string[]> MarkCases => CaseFile.Read("Foreign/marks.cases", 3);

    [Theory]
    [MemberData(nameof(VisibilityCases))]
    public void Names_what_could_not_be_seen_and_leaves_the_rest(string[] cells)
    {
        var shown = Render(CaseFile.Unescape(cells[0]), []);

        Assert.Equal(CaseFile.Unescape(cells[1]), shown.TextContent);
        Assert.Equal(shown.TextContent.Contains('[', StringComparison.Ordinal), shown.QuerySelector(".app-invisible") is not null);
    }

    [Theory]
    [MemberData(nameof(MarkCases))]
    public void Marks_whole_characters_at_the_right_places(string[] cells)
    {
        var spans = cells[1] == "none" ? [] : cells[1].Split(' ').Select(Span).ToArray();

        var shown = Render(CaseFile.Unescape(cells[0]), spans);

        foreach (var mark in shown.QuerySelectorAll("mark")) mark.TextContent = $"«{mark.TextContent}»";
        Assert.Equal(CaseFile.Unescape(cells[2]), shown.TextContent);
    }

    [Fact]
    public void Sets_foreign_text_apart_in_writing_direction() => Assert.Equal("BDI", Render("مرحبا", []).TagName);

    [Fact]
    public void Ten_thousand_invisible_characters_are_one_label()
    {
        var shown = Render(new string('\u200B', 10_000), []);

        Assert.Equal("[U+200B ×10000]", shown.TextContent);
        Assert.Single(shown.QuerySelectorAll("span"));
    }

    [Fact]
    public void Any_sequence_of_units_can_be_shown_with_any_spans()
    {
        var random = new Random(20260304);
        for (var round = 0; round < 2_000; round++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(40)).Select(_ => Unit(random))]);
            var spans = Enumerable.Range(0, random.Next(4)).Select(_ => new TextSpan(random.Next(-5, 50), random.Next(0, 20))).ToArray();

            var shown = Render(text, spans);

            Assert.DoesNotContain('\uFFFD', shown.TextContent);
            Assert.All(shown.QuerySelectorAll("*"), element => Assert.Contains(element.LocalName, new[] { "mark", "span" }));
        }
    }

    private static IElement Render(string text, IReadOnlyList<TextSpan> spans)
    {
        using var writer = new StringWriter();
        new ForeignText(text, spans).WriteTo(writer, HtmlEncoder.Create(UnicodeRanges.All));
        var body = new HtmlParser().ParseDocument($"<body>{writer}</body>").Body!;
        return Assert.Single(body.Children);
    }

    private static TextSpan Span(string cell)
    {
        var plus = cell.IndexOf('+', StringComparison.Ordinal);
        return new TextSpan(int.Parse(cell[..plus], CultureInfo.InvariantCulture), int.Parse(cell[(plus + 1)..], CultureInfo.InvariantCulture));
    }

    private static char Unit(Random random) => random.Next(6) switch
    {
        0 => (char)random.Next(0xD800, 0xE000),
        1 => "<>&\"'\u202E\u200D\uFE0F\u0301"[random.Next(9)],
        2 => (char)random.Next(0x0300, 0x0370),
        // U+FFFD itself is left out: it is what the test looks for.
        3 => (char)random.Next(1, 0xD800),
        _ => (char)random.Next('a', 'z'),
    };
}
