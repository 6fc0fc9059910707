using System.Globalization;
using Listening.Core.Foi;
using Listening.Core.Posts;
using Listening.Core.Tests.Querying;

namespace Listening.Core.Tests.Foi;

/// <summary>Holds the signals against a table that staff can read and extend.</summary>
public sealed class FoiSignalTables
{
    [Fact]
    public void Finds_the_signals_of_every_post_of_the_table()
    {
        var cases = CaseFile.Read("Foi", "signals.txt").Select(each => (each.Place, Expected: each.Columns[0], Text: each.Columns[1])).ToList();

        Assert.True(cases.Count >= 40, $"{cases.Count} cases are too few.");
        Assert.Empty(cases.Where(each => Describe(each.Text) != each.Expected).Select(each => $"{each.Place}: {Describe(each.Text)} instead of {each.Expected}: {each.Text}"));
    }

    [Fact]
    public void Gives_the_words_and_the_sections_of_a_refusal()
    {
        var post = new Post { Id = "1", Text = "FOI refused under s.40(2) and reg 12(4)(b)" };

        var signal = Assert.Single(FoiSignalRules.Default.Find(post));

        Assert.Equal(["section 40", "regulation 12"], signal.Sections);
        Assert.Contains("refused", signal.Spans.Select(span => post.Text.Substring(span.Start, span.Length)));
    }

    [Fact]
    public void Does_not_take_an_authoritys_single_word_in_quotation_marks_for_somebody_elses_post()
    {
        var signal = Assert.Single(FoiSignalRules.Default.Find(new Post { Id = "1", Text = "My FOI is \"vexatious\", they say" }));

        Assert.Equal((FoiSignalKind.Vexatious, FoiSignalMarks.None), (signal.Kind, signal.Marks));
    }

    [Fact]
    public void Refuses_a_file_with_an_unknown_signal()
    {
        using var file = new MemoryStream("""{ "version": "1", "about": ["foi"], "requests": ["foi"], "signals": { "lateness": {} }, "marks": { "sarcastic": ["a"], "second-hand": ["b"] }, "sarcasticSigns": ["!"], "unless": {} }"""u8.ToArray());

        Assert.Contains("lateness", Assert.Throws<AuthorityFormatException>(() => FoiSignalRules.Load(file)).Message, StringComparison.Ordinal);
    }

    private static string Describe(string text)
    {
        var signals = FoiSignalRules.Default.Find(new Post { Id = "1", Text = text }).Select(signal =>
            signal.Kind.Name() + (signal.Days is { } days ? "=" + days.ToString(CultureInfo.InvariantCulture) : "") + string.Concat(signal.Marks.Names().Select(mark => "!" + mark)));
        return string.Join("; ", signals) is { Length: > 0 } found ? found : "-";
    }
}
