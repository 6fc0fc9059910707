using System.Globalization;
using Listening.Core.Querying;

namespace Listening.Core.Tests.Querying;

public sealed class RefusalTables
{
    private static readonly Dictionary<string, string[]> Cases = CaseFile.Read("Querying", "errors.txt").ToDictionary(row => row.Place, row => row.Columns);

    public static TheoryData<string> Places => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Places))]
    public void Say_where_a_query_goes_wrong_what_was_found_and_what_was_expected(string place)
    {
        var row = Cases[place];
        Assert.Equal(4, row.Length);

        var error = Query.Parse(row[0]).Error;

        Assert.NotNull(error);
        Assert.Equal((row[1], row[2], row[3]), (error.Column.ToString(CultureInfo.InvariantCulture), error.Found, error.Expected));
        Assert.InRange(error.Column, 1, row[0].Length + 1);
    }

    [Fact]
    public void Hold_enough_cases() => Assert.True(Cases.Count >= 100, $"only {Cases.Count} cases were read");

    [Fact]
    public void A_refusal_reads_as_one_sentence() =>
        Assert.Equal(
            "Column 1: found ‘site:’, expected url:, as in url:ico.org.uk.",
            Query.Parse("site:ico.org.uk").Error!.Message);

    [Fact]
    public void No_text_at_all_is_refused_as_empty() => Assert.Equal("an empty query", Query.Parse("").Error!.Found);
}
