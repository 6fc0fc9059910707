using Listening.Core.Querying;
using Listening.Core.Sources;
using Xunit;

namespace Listening.Sources.Tests.WhatDoTheyKnow;

/// <summary>What the site is asked: for queries see prefilter.txt.</summary>
public sealed class WhatDoTheyKnowQuestionTests
{
    public static TheoryData<string, string> Cases()
    {
        var cases = new TheoryData<string, string>();
        string? query = null;
        // A comment has a space behind its #, a hashtag has none.
        foreach (var line in TestFile.Read("WhatDoTheyKnow/prefilter.txt").Split('\n').Where(line => line.Length > 0 && !line.StartsWith("# ", StringComparison.Ordinal)))
        {
            if (line[0] == ' ') cases.Add(query!, line.Trim());
            else query = line;
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Asks_for_no_less_than_the_query_matches_and_explains_it(string query, string expected)
    {
        await using var site = await ScriptedSite.StartAsync();
        site.Answer("[]");

        var question = site.Connect().Explain(ScriptedSite.Request(SearchKind.Keywords, query: query));
        var read = await site.ReadAsync(SearchKind.Keywords, query: query);

        Assert.Equal(expected, question.Refusal is null ? Assert.Single(question.Asked)["/feed/search/".Length..^".json".Length] : $"Refused: {question.Refusal}");
        Assert.Equal(question.Refusal, read.Failure?.Message);
        if (question.Refusal is not null) Assert.Equal(SourceFailureKind.Misconfigured, read.Failure!.Kind);
        else Assert.Equal(question.Asked[0], Uri.UnescapeDataString(Assert.Single(site.Paths)));
    }

    [Fact]
    public void Has_a_case_for_every_kind_of_condition() => Assert.True(Cases().Count() >= 35);

    [Theory]
    [InlineData(SearchKind.Account, "pim_example", "/feed/user/pim_example.json")]
    [InlineData(SearchKind.Account, " @pim_example ", "/feed/user/pim_example.json")]
    [InlineData(SearchKind.Account, "https://www.whatdotheyknow.com/user/pim_example/wall", "/feed/user/pim_example.json")]
    [InlineData(SearchKind.AccountWithComments, "pim_example", "/feed/user/pim_example.json")]
    [InlineData(SearchKind.List, "example_council", "/feed/body/example_council.json")]
    [InlineData(SearchKind.List, "https://www.whatdotheyknow.com/body/example_council", "/feed/body/example_council.json")]
    public async Task Reads_the_feed_of_a_person_or_body(SearchKind kind, string target, string feed)
    {
        await using var site = await ScriptedSite.StartAsync();
        site.Answer("[]");

        await site.ReadAsync(kind, target: target);

        Assert.Equal([feed], site.Paths);
        Assert.Equal(feed, site.Connect().Explain(ScriptedSite.Request(kind, target)).Asked[0]);
    }

    [Theory]
    [InlineData(SearchKind.Account, "", "needs a person's name")]
    [InlineData(SearchKind.Account, null, "needs a person's name")]
    [InlineData(SearchKind.Account, "../admin", "needs a person's name")]
    [InlineData(SearchKind.AccountWithComments, "Pim Example", "needs a person's name")]
    [InlineData(SearchKind.List, "https://www.whatdotheyknow.com/user/pim_example", "needs the body's name")]
    [InlineData(SearchKind.Mentions, null, "has no mentions")]
    public async Task Says_what_to_do_instead_where_it_cannot_search(SearchKind kind, string? target, string expected)
    {
        await using var site = await ScriptedSite.StartAsync();

        var read = await site.ReadAsync(kind, target: target);

        Assert.Equal(SourceFailureKind.Misconfigured, read.Failure?.Kind);
        Assert.Contains(expected, read.Failure!.Message, StringComparison.Ordinal);
        Assert.Equal(read.Failure.Message, site.Connect().Explain(ScriptedSite.Request(kind, target)).Refusal);
        Assert.Empty(site.Paths);
    }

    [Fact]
    public async Task Refuses_a_query_that_no_address_holds()
    {
        await using var site = await ScriptedSite.StartAsync();
        var query = string.Join(" OR ", Enumerable.Range(0, 120).Select(number => $"freedomofinformation{number}"));

        var read = await site.ReadAsync(SearchKind.Keywords, query: query);

        Assert.Contains("share its alternatives out", read.Failure?.Message, StringComparison.Ordinal);
        Assert.NotNull(Query.Parse(query).Query);
    }
}
