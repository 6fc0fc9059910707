using Listening.Core.Matching;
using Listening.Core.Querying;

namespace Listening.Core.Tests.Matching;

public sealed class MatchingTables
{
    private static readonly Dictionary<string, MatchCase> Cases = MatchCase.ReadAll().ToDictionary(row => row.Place);

    public static TheoryData<string, string> Rows
    {
        get
        {
            var rows = new TheoryData<string, string>();
            foreach (var row in Cases.Values) rows.Add(row.Place, Visible(row.Query));
            return rows;
        }
    }

    [Fact]
    public void Hold_enough_cases_to_speak_of_the_whole_language() => Assert.True(Cases.Count >= 400, $"only {Cases.Count} cases were read");

    [Theory]
    [MemberData(nameof(Rows))]
    public void Say_what_the_plain_evaluator_finds_and_marks(string place, string query)
    {
        var row = Cases[place];
        var parsed = Parse(row);

        Assert.True(row.IsMatch == QueryMatcher.Matches(parsed, row.Post), $"{place}: {query}");
        var spans = QueryMatcher.Spans(parsed, row.Post);
        if (row.Marked is not null)
            Assert.Equal(row.Marked, spans.Select(span => row.Post.Text.Substring(span.Start, span.Length)));
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Say_what_a_compiled_search_set_finds(string place, string query)
    {
        var row = Cases[place];
        var found = new List<int>();

        SearchSet.Build([new(7, Parse(row)), new(9, Query.Parse("\"no post says this\"").Query!)]).Match(row.Post, found);

        int[] expected = row.IsMatch ? [7] : [];
        Assert.True(expected.SequenceEqual(found), $"{place}: {query}");
    }

    [Fact]
    public void Say_the_same_when_all_their_queries_are_one_set()
    {
        var rows = Cases.Values.ToList();
        var set = SearchSet.Build(rows.Select((row, number) => new KeyValuePair<int, Query>(number, Parse(row))));
        foreach (var row in rows)
        {
            var found = new List<int>();
            set.Match(row.Post, found);
            Assert.Equal(rows.Select((other, number) => (other, number)).Where(pair => QueryMatcher.Matches(Parse(pair.other), row.Post)).Select(pair => pair.number), found);
        }
    }

    private static Query Parse(MatchCase row)
    {
        var result = Query.Parse(row.Query);
        Assert.True(result.Query is not null, $"{row.Place}: {result.Error?.Message}");
        return result.Query;
    }

    // Test runners keep names in XML, which has no half surrogate pairs.
    private static string Visible(string query) => string.Concat(query.Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '?' : c));
}
