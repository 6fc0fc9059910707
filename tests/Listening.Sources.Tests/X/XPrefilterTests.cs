using Listening.Core.Querying;
using Listening.Core.Sources;
using Listening.Sources.X;
using Xunit;

namespace Listening.Sources.Tests.X;

/// <summary>What X is asked for a query: see prefilter.txt.</summary>
public sealed class XPrefilterTests
{
    private const string Own = " -is:retweet";

    public static TheoryData<string, string> Cases()
    {
        var cases = new TheoryData<string, string>();
        string? query = null;
        var expected = new List<string>();
        // A comment has a space behind its #, a hashtag has none.
        foreach (var line in TestFile.Read("X/prefilter.txt").Split('\n').Where(line => line.Length > 0 && !line.StartsWith("# ", StringComparison.Ordinal)).Append("end"))
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
    public void Asks_for_no_less_than_the_query_matches(string query, string expected)
    {
        var (searches, reason) = XPrefilter.Derive(Query.Parse(query).Query!, 512);

        Assert.All(searches, search => Assert.EndsWith(Own, search, StringComparison.Ordinal));
        Assert.Equal(expected, reason ?? string.Join('\n', searches.Select(search => search[..^Own.Length])));
    }

    [Fact]
    public void Has_a_case_for_every_kind_of_condition() => Assert.True(Cases().Count() >= 40);

    [Fact]
    public void Shares_a_long_query_out_over_searches_that_each_fit_and_together_hold_every_word()
    {
        var words = Enumerable.Range(0, 200).Select(number => $"word{number}").ToList();
        var query = Query.Parse($"ICO ({string.Join(" OR ", words)}) lang:en").Query!;

        var (searches, reason) = XPrefilter.Derive(query, 512);

        Assert.Null(reason);
        Assert.InRange(searches.Count, 4, 12);
        Assert.All(searches, search => Assert.True(search.Length <= 512));
        Assert.All(searches, search => Assert.StartsWith("ICO lang:en (", search, StringComparison.Ordinal));
        Assert.Equal(words, searches.SelectMany(search => search.Split('(', ')')[1].Split(" OR ")));
    }

    [Fact]
    public void Leaves_conditions_out_of_a_group_that_is_too_long_to_be_asked_whole()
    {
        var words = string.Join(' ', Enumerable.Range(0, 100).Select(number => $"word{number}"));

        var (searches, _) = XPrefilter.Derive(Query.Parse(words).Query!, 512);

        var search = Assert.Single(searches);
        Assert.InRange(search.Length, 400, 512);
        Assert.All(search.Replace(Own, "", StringComparison.Ordinal).Split(' '), word => Assert.Contains(word, words.Split(' ')));
    }

    [Fact]
    public void Shares_out_alternatives_that_are_long_themselves()
    {
        string Group(string stem) => string.Join(" OR ", Enumerable.Range(0, 60).Select(number => $"{stem}{number}"));
        var query = Query.Parse($"(fee ({Group("alpha")})) OR (letter ({Group("beta")}))").Query!;

        var (searches, _) = XPrefilter.Derive(query, 512);

        Assert.All(searches, search => Assert.True(search.Length <= 512));
        Assert.All(searches, search => Assert.Matches("^(fee .*alpha|letter .*beta)", search));
    }

    [Fact]
    public void Refuses_a_query_that_would_take_too_many_searches()
    {
        var query = Query.Parse(string.Join(" OR ", Enumerable.Range(0, 4000).Select(number => $"organisation{number}"))).Query!;

        var (searches, reason) = XPrefilter.Derive(query, 512);

        Assert.Empty(searches);
        Assert.Contains("more than 60 searches", reason, StringComparison.Ordinal);
        Assert.DoesNotContain("organisation", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_with_longer_queries_is_asked_in_fewer()
    {
        var query = Query.Parse(string.Join(" OR ", Enumerable.Range(0, 200).Select(number => $"word{number}"))).Query!;

        Assert.Single(XPrefilter.Derive(query, 4096).Searches);
    }

    [Fact]
    public void A_list_is_searched_for_the_words_as_far_as_X_can_be_told()
    {
        Assert.Equal(["list:42 privacy -is:retweet"], XPrefilter.Derive(Query.Parse("privacy").Query!, 512, "list:42").Searches);
        Assert.Equal(["list:42 -is:retweet"], XPrefilter.Derive(Query.Parse("priva*").Query!, 512, "list:42").Searches);
    }

    [Theory]
    [InlineData(SearchKind.Keywords, "GET /2/tweets/search/recent query=privacy -is:retweet")]
    [InlineData(SearchKind.Mentions, "GET /2/users/:id/mentions username=wardens")]
    [InlineData(SearchKind.Account, "GET /2/users/:id/tweets username=reporter exclude=retweets")]
    [InlineData(SearchKind.List, "GET /2/tweets/search/recent query=list:42 privacy -is:retweet")]
    [InlineData(SearchKind.AccountWithComments, "GET /2/users/:id/tweets username=reporter exclude=retweets|GET /2/tweets/search/recent query=conversation_id:… -is:retweet, for each post younger than 7 days whose number of replies has changed")]
    public async Task Says_what_it_asks_without_asking(SearchKind kind, string expected)
    {
        await using var x = await ScriptedX.StartAsync();

        var question = x.Connect().Explain(ScriptedX.Request(kind, target: kind == SearchKind.List ? "https://x.com/i/lists/42" : "@reporter"));

        Assert.Equal(expected.Split('|'), question.Asked);
        Assert.NotEmpty(question.Local);
        Assert.Null(question.Refusal);
        Assert.Empty(x.Received);
    }

    [Theory]
    [InlineData(SearchKind.Mentions, null, "Set Account")]
    [InlineData(SearchKind.Account, "reporter.example", "username")]
    [InlineData(SearchKind.AccountWithComments, "a b", "username")]
    [InlineData(SearchKind.List, "journalists", "list's number")]
    public async Task Says_what_to_do_for_a_search_that_it_cannot_run(SearchKind kind, string? target, string expected)
    {
        await using var x = await ScriptedX.StartAsync();
        x.Options = x.Options with { Account = null };

        var read = await x.ReadAsync(kind, target: target);
        var question = x.Connect().Explain(ScriptedX.Request(kind, target: target));

        Assert.Equal(SourceFailureKind.Misconfigured, read.Failure?.Kind);
        Assert.Contains(expected, read.Failure!.Message, StringComparison.Ordinal);
        Assert.Equal(read.Failure.Message, question.Refusal);
        Assert.Empty(x.Received);
    }
}
