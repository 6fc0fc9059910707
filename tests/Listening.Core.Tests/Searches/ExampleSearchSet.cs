using Listening.Core.Matching;
using Listening.Core.Posts;
using Listening.Core.Routing;
using Listening.Core.Searches;

namespace Listening.Core.Tests.Searches;

/// <summary>The searches that ship with the service.</summary>
public sealed class ExampleSearchSet
{
    [Fact]
    public void Has_the_six_searches_by_name_each_with_its_purpose() => Assert.Equal(
        [
            ("to-commissioner", SearchPurpose.ToOrganisation), ("mentions-ico", SearchPurpose.Mentions), ("links-ico", SearchPurpose.Links),
            ("registration-fee", SearchPurpose.Fee), ("journalists", SearchPurpose.Journalists), ("foi-watch", SearchPurpose.FoiWatch),
        ],
        ExampleSearches.All.Select(search => (search.Name, search.Purpose)));

    [Fact]
    public void Says_of_each_why_it_may_run() => Assert.All(ExampleSearches.All, search =>
    {
        Assert.Equal("keywords", search.Kind);
        Assert.NotEmpty(search.Description);
        Assert.NotEmpty(search.Record.PurposeStatement);
        Assert.Contains("article 6(1)(e)", search.Record.LawfulBasis, StringComparison.Ordinal);
        Assert.NotEmpty(search.Record.Necessity);
        Assert.InRange(search.Record.ReviewMonths, 1, 12);
    });

    [Theory]
    [InlineData("to-commissioner", "@ICOnews hello", "hello @example")]
    [InlineData("mentions-ico", "The ICO has spoken", "the ICOnic building")]
    [InlineData("mentions-ico", "Swyddfa'r Comisiynydd Gwybodaeth", "Comisiynydd y Gymraeg")]
    [InlineData("links-ico", "see https://cy.ico.org.uk/for-the-public", "see https://ico.org.uk.example/for-the-public")]
    [InlineData("registration-fee", "is this ICO registration letter real", "a letter about my registration")]
    [InlineData("registration-fee", "the data protection fee is due", "protection of data for a fee")]
    [InlineData("journalists", "#JournoRequest parents wanted", "a request from a journalist")]
    [InlineData("journalists", "DMs open if you know GDPR", "DMs open if you know plumbing")]
    [InlineData("foi-watch", "my FOI is overdue", "ma foi, peut-être")]
    [InlineData("foi-watch", "FOI'd the council, the response is a joke", "foi um prazer")]
    [InlineData("foi-watch", "dim ateb i'r cais Rhyddid Gwybodaeth", "rhyddid i Gymru")]
    public void Finds_what_it_is_for_and_passes_over_what_only_resembles_it(string name, string found, string passedOver)
    {
        var query = ExampleSearches.All.Single(search => search.Name == name).Query;

        Assert.True(QueryMatcher.Matches(query, new Post { Id = "1", Text = found }));
        Assert.False(QueryMatcher.Matches(query, new Post { Id = "1", Text = passedOver }));
    }
}
