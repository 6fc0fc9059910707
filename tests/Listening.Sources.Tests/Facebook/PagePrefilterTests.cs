using Listening.Core.Querying;
using Listening.Sources.OwnPage;
using Xunit;

namespace Listening.Sources.Tests.Facebook;

/// <summary>What of a page is asked for, for a query: see prefilter.txt.</summary>
public sealed class PagePrefilterTests
{
    public static TheoryData<string, string> Cases()
    {
        var cases = new TheoryData<string, string>();
        // A comment has a space behind its #, a hashtag has none.
        foreach (var line in TestFile.Read("Facebook/prefilter.txt").Split('\n').Where(line => line.Length > 0 && !line.StartsWith("# ", StringComparison.Ordinal)))
        {
            var parts = line.Split(" | ");
            cases.Add(parts[0], parts[1].Trim());
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Asks_for_no_less_than_the_query_matches(string query, string expected)
    {
        var may = PagePrefilter.Derive(Query.Parse(query).Query!);

        string[] asked = [.. may.Posts ? ["posts"] : Array.Empty<string>(), .. may.Comments ? ["comments"] : Array.Empty<string>()];
        Assert.Equal(expected, asked.Length == 0 ? "nothing" : string.Join(' ', asked));
    }

    [Fact]
    public void Has_a_case_for_every_kind_of_condition() => Assert.True(Cases().Count() >= 30);
}
