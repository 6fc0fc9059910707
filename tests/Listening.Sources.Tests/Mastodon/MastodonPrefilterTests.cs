using Listening.Core.Querying;
using Listening.Core.Sources;
using Listening.Sources.Mastodon;
using Xunit;

namespace Listening.Sources.Tests.Mastodon;

/// <summary>What is asked of the platform for a query: see prefilter.txt.</summary>
public sealed class MastodonPrefilterTests
{
    public static TheoryData<string, string> Cases()
    {
        var cases = new TheoryData<string, string>();
        string? query = null;
        var expected = new List<string>();
        // A comment has a space behind its #, a hashtag has none.
        foreach (var line in TestFile.Read("Mastodon/prefilter.txt").Split('\n').Where(line => line.Length > 0 && !line.StartsWith("# ", StringComparison.Ordinal)).Append("end"))
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
        var (requests, reason) = MastodonPrefilter.Derive(Query.Parse(query).Query!, canSearch: true);

        Assert.Equal(expected, reason ?? string.Join('\n', requests));
    }

    [Fact]
    public void Has_a_case_for_every_kind_of_condition() => Assert.True(Cases().Count() >= 40);

    [Theory]
    [InlineData("#foi council", true)]
    [InlineData("#foi OR council", false)]
    [InlineData("council", false)]
    public void Without_a_token_every_alternative_needs_a_hashtag(string query, bool asked)
    {
        var (requests, reason) = MastodonPrefilter.Derive(Query.Parse(query).Query!, canSearch: false);

        Assert.Equal(asked, requests.Count > 0);
        Assert.Equal(asked, reason is null);
        if (!asked) Assert.Contains("access token", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Says_what_is_asked_and_what_is_decided_here_without_asking_anybody()
    {
        var options = new MastodonOptions { Service = new Uri("https://social.example"), AccessToken = "open-sesame" };
        using var http = new HttpClient();
        var connector = new MastodonConnector("toot", options, http, TimeProvider.System);

        var words = connector.Explain(ScriptedMastodon.Request(SearchKind.Keywords, "#foi OR council"));
        var comments = connector.Explain(ScriptedMastodon.Request(SearchKind.AccountWithComments));
        var refused = new MastodonConnector("toot", options with { AccessToken = null }, http, TimeProvider.System).Explain(ScriptedMastodon.Request(SearchKind.Mentions));

        Assert.Equal(["GET /api/v1/timelines/tag/foi", "GET /api/v2/search type=statuses q=council"], words.Asked);
        Assert.Contains(words.Local, sentence => sentence.Contains("agreed to be found", StringComparison.Ordinal));
        Assert.Equal("GET /api/v1/accounts/lookup acct=ico@other.example", comments.Asked[0]);
        Assert.Equal(3, comments.Asked.Count);
        Assert.Contains("access token", refused.Refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SearchKind.Account, "ico", "ico")]
    [InlineData(SearchKind.Account, "@ico@other.example", "ico@other.example")]
    [InlineData(SearchKind.Account, "https://other.example/@ico", "ico@other.example")]
    [InlineData(SearchKind.Account, "https://social.example/@ico@other.example", "ico@other.example")]
    [InlineData(SearchKind.Account, "not a handle", null)]
    [InlineData(SearchKind.Account, "https://other.example/about", null)]
    [InlineData(SearchKind.List, "https://social.example/lists/77", "/api/v1/timelines/list/77")]
    [InlineData(SearchKind.List, "77/../../admin", null)]
    public void Takes_targets_as_people_copy_them(SearchKind kind, string target, string? expected)
    {
        var (requests, failure) = MastodonRequests.Of(ScriptedMastodon.Request(kind, target: target), hasToken: true);

        Assert.Equal(expected, failure is null ? requests[0].Account ?? requests[0].Path : null);
    }
}
