using Listening.Application.Searches;
using Listening.Core.Posts;
using Listening.Core.Querying;
using Listening.Core.Routing;
using Listening.Core.Sources;
using Xunit;

namespace Listening.Application.Tests.Searches;

public sealed class SearchSnapshotTests
{
    private static readonly ActiveSearch Fee = Search(1, "fee", [1, 2]);
    private static readonly ActiveSearch Breach = Search(2, "breach", [1]);
    private static readonly ActiveSearch Hospital = Search(3, "hospital", [2]);

    [Fact]
    public void Of_changed_searches_finds_what_a_new_one_finds()
    {
        var before = new SearchSnapshot([Fee, Breach, Hospital]);
        Assert.Equal([1, 2], Found(before, source: 1));

        ActiveSearch[] searches = [Fee with { Version = 2, Query = Parse("letter") }, Hospital with { Version = 2, SourceIds = [1] }, Search(4, "scam", [1])];
        var after = new SearchSnapshot(searches, before);

        Assert.Equal([3, 4], Found(after, source: 1));
        Assert.Equal(Found(new SearchSnapshot(searches), source: 1), Found(after, source: 1));
        Assert.Equal([1, 2], Found(before, source: 1));
    }

    [Fact]
    public void Keeps_the_sets_that_a_change_does_not_concern()
    {
        var before = new SearchSnapshot([Fee, Breach, Hospital]);
        var (first, second) = (before.For(1, 1), before.For(2, 1));

        var after = new SearchSnapshot([Fee, Breach], before);

        Assert.Same(first, after.For(1, 1));
        Assert.NotSame(second, after.For(2, 1));
    }

    [Fact]
    public void Learns_once_what_is_rare_and_keeps_it_through_a_change()
    {
        var before = new SearchSnapshot([Fee, Breach]);
        var untuned = before.For(1, 1);
        for (var i = 0; i < 30_000; i++) Found(before, source: 1);
        var tuned = before.For(1, 1);

        var after = new SearchSnapshot([Fee, Breach, Hospital], before);

        Assert.NotSame(untuned, tuned);
        Assert.Same(tuned, before.For(1, 1));
        Assert.Same(tuned, after.For(1, 1));
    }

    private static List<int> Found(SearchSnapshot snapshot, int source)
    {
        var found = new List<int>();
        snapshot.For(source, 1).Match(new Post { Id = "1", Text = "A fee, a breach, a hospital and a scam." }, found);
        return found;
    }

    private static ActiveSearch Search(int id, string query, IReadOnlyList<int> sources) =>
        new(id, query, 1, Parse(query), SearchPurpose.Fee, SearchKind.Keywords, null, sources, new SearchSchedule(null, TimeSpan.FromMinutes(5)));

    private static Query Parse(string text) => Query.Parse(text).Query!;
}
