using System.Text;
using Listening.Core.Foi;
using Listening.Core.Posts;
using Listening.Core.Tests.Routing;

namespace Listening.Core.Tests.Foi;

/// <summary>How the recogniser explains itself, and how it treats files.</summary>
public sealed class AuthorityDecisions
{
    [Fact]
    public void Says_which_words_at_which_place_named_an_authority_and_who_was_not_taken()
    {
        var findings = Find("Asked Bristol City Council about FOI");
        Assert.Equal(["Bristol City Council: its name \"Bristol City Council\" at 6."], findings.Reasons);

        var reason = Assert.Single(Find("police in Kent refused my FOI").Reasons);
        Assert.StartsWith("Kent Police: \"Kent\" at 10 with \"police in\" at 0 rather than Kent County Council", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Says_why_a_name_was_passed_over() =>
        Assert.Contains("Not Kent Police: \"Kent Police\" at 0 is followed by \"Federation\" at 12.", Find("Kent Police Federation on FOI").Reasons);

    [Fact]
    public void Reads_mentions_and_hashtags_that_the_platform_lists()
    {
        var findings = AuthorityRecogniser.Default.Find(new Post { Id = "1", Text = "still waiting", Mentions = ["kent_police"], Hashtags = ["LewishamCouncil"] });

        Assert.Equal(["Kent Police", "London Borough of Lewisham"], findings.Authorities.Select(found => found.Authority.Name));
        Assert.All(findings.Authorities, found => Assert.Equal(-1, found.Start));
    }

    [Fact]
    public void Decides_the_same_from_many_threads_at_once()
    {
        var cases = AuthorityCase.ReadTable("authorities.txt");

        Parallel.For(0, 4 * cases.Count, at =>
        {
            var each = cases[at % cases.Count];
            Assert.Equal(each.Findings.Reasons, Find(each.Text).Reasons);
        });
    }

    [Theory]
    [InlineData("")]
    [InlineData("#")]
    [InlineData("Kent")]
    [InlineData("and and and")]
    [InlineData("@ @@ #### 🙄")]
    [InlineData("Newcastle, , and & council council of of FOI")]
    public void Takes_any_text_without_complaint(string text) => Assert.NotNull(Find(text));

    [Fact]
    public async Task Answers_a_file_line_by_line_in_constant_memory()
    {
        var line = Encoding.UTF8.GetBytes("{\"id\":\"1\",\"text\":\"Kent Police ignored my FOI\"}\n");
        var output = new CountingOutput();

        var counts = await new AuthorityPosts(AuthorityRecogniser.Default, FoiSignalRules.Default).RunAsync(new EndlessPosts(line, 5_000), output, _ => { });

        Assert.Equal(5_000, counts.Posts);
        Assert.InRange(output.LargestWrite, 1, 128 * 1024);
        Assert.True(output.Writes > 2);
    }

    private static AuthorityFindings Find(string text) => AuthorityRecogniser.Default.Find(new Post { Id = "1", Text = text });
}
