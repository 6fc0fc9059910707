using System.Globalization;
using Xunit.Abstractions;

namespace Listening.Core.Tests.Foi;

/// <summary>Holds the recogniser against tables that staff can read and extend.</summary>
public sealed class AuthorityTables(ITestOutputHelper output)
{
    [Fact]
    public void Recognises_every_post_of_the_table_it_was_written_with()
    {
        var cases = AuthorityCase.ReadTable("authorities.txt");
        output.WriteLine(Report(cases).Text);

        Assert.True(cases.Count >= 150, $"{cases.Count} cases are too few.");
        Assert.Empty(cases.Where(each => !each.IsRight).Select(each => each.Miss));
    }

    [Fact]
    public void Recognises_authorities_of_posts_that_neither_register_nor_rules_were_written_for()
    {
        var cases = AuthorityCase.ReadTable("authorities-held-out.txt");
        var (precision, recall, text) = Report(cases);
        output.WriteLine(text);

        Assert.True(cases.Count >= 150, $"{cases.Count} cases are too few.");
        Assert.True(precision >= 0.95, text);
        Assert.True(recall >= 0.90, text);
    }

    private static (double Precision, double Recall, string Text) Report(IReadOnlyList<AuthorityCase> cases)
    {
        var right = cases.Sum(each => each.Expected.Count - each.Missed.Count());
        var precision = (double)right / Math.Max(1, cases.Sum(each => each.Found.Count));
        var recall = (double)right / Math.Max(1, cases.Sum(each => each.Expected.Count));
        var misses = cases.Where(each => each.Missed.Any() || each.Wrong.Any()).Select(each => each.Miss);
        return (precision, recall, string.Create(CultureInfo.InvariantCulture, $"{cases.Count} cases, {cases.Sum(each => each.Expected.Count)} authorities: precision {precision:P1}, recall {recall:P1}\n{string.Join('\n', misses)}"));
    }
}
