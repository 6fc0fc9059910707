using Listening.Core.Sources;
using Microsoft.AspNetCore.WebUtilities;
using Xunit;

namespace Listening.Sources.Tests.Bluesky;

/// <summary>What is asked of the platform for a query: see prefilter.txt.</summary>
public sealed class BlueskyPrefilterTests
{
    private static readonly string[] Paging = ["sort", "since", "until", "limit"];

    public static TheoryData<string, string> Cases()
    {
        var cases = new TheoryData<string, string>();
        string? query = null;
        var expected = new List<string>();
        // A comment has a space behind its #, a hashtag has none.
        foreach (var line in TestFile.Read("Bluesky/prefilter.txt").Split('\n').Where(line => line.Length > 0 && !line.StartsWith("# ", StringComparison.Ordinal)).Append("end"))
        {
            if (line[0] == ' ')
            {
                expected.Add(line.Trim());
                continue;
            }

            if (query is not null) cases.Add(query, string.Join('\n', expected));
            (query, expected) = (line, []);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Asks_for_no_less_than_the_query_matches(string query, string expected)
    {
        await using var bluesky = await ScriptedBluesky.StartAsync();
        for (var each = 0; each < 50; each++) bluesky.Answer("searchPosts", Wire.Search(null));
        var connector = bluesky.Connect();

        string? cursor = null;
        SourceRead read;
        do
        {
            read = await ScriptedBluesky.ReadAsync(connector, SearchKind.Keywords, cursor, query);
            cursor = read.Page?.Cursor;
        }
        while (read.Page is { HasMore: true });

        Assert.Equal(expected, read.Failure is null ? Written(bluesky) : $"{read.Failure.Kind}: {read.Failure.Message}");
    }

    [Fact]
    public void Has_a_case_for_every_kind_of_condition() => Assert.True(Cases().Count() >= 40);

    private static string Written(ScriptedBluesky bluesky) => string.Join('\n', bluesky.Calls.Select(call =>
        string.Join(" | ", QueryHelpers.ParseQuery(call.Query).Where(pair => !Paging.Contains(pair.Key)).Select(pair => $"{pair.Key}={pair.Value}"))));
}
