using Listening.Core.Sources;
using Xunit;

namespace Listening.Sources.Tests.YouTube;

/// <summary>What the platform is searched for: see prefilter.txt.</summary>
public sealed class YouTubePrefilterTests
{
    public static TheoryData<string, string> Cases()
    {
        var cases = new TheoryData<string, string>();
        string? query = null;
        // A comment has a space behind its #, a hashtag has none.
        foreach (var line in TestFile.Read("YouTube/prefilter.txt").Split('\n').Where(line => line.Length > 0 && !line.StartsWith("# ", StringComparison.Ordinal)))
        {
            if (line[0] == ' ') cases.Add(query!, line.Trim());
            else query = line;
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Searches_for_no_less_than_the_query_matches(string query, string expected)
    {
        await using var youtube = await ScriptedYouTube.StartAsync();
        youtube.Answer("search", YouTubeJson.List(null));

        var read = await ScriptedYouTube.ReadAsync(youtube.Connect(), SearchKind.Keywords, query: query);

        Assert.Equal(expected, read.Failure is null ? youtube.Calls.Single()["q"] : $"{read.Failure.Kind}: {read.Failure.Message}");
    }

    [Fact]
    public void Has_a_case_for_every_kind_of_condition() => Assert.True(Cases().Count() >= 35);

    [Fact]
    public async Task Leaves_out_the_widest_groups_when_a_search_has_no_room_for_them()
    {
        await using var youtube = await ScriptedYouTube.StartAsync();
        youtube.Answer("search", YouTubeJson.List(null));
        var alternatives = string.Join(" OR ", Enumerable.Range(0, 300).Select(number => $"word{number}"));

        var connector = youtube.Connect();
        await ScriptedYouTube.ReadAsync(connector, SearchKind.Keywords, query: $"({alternatives}) fee");
        var refused = await ScriptedYouTube.ReadAsync(connector, SearchKind.Keywords, query: alternatives);

        Assert.Equal("fee", youtube.Calls.Single()["q"]);
        Assert.Equal(SourceFailureKind.Misconfigured, refused.Failure!.Kind);
        Assert.Contains("several searches", refused.Failure.Message, StringComparison.Ordinal);
    }
}
