using Listening.Core.Matching;
using Listening.Core.Posts;
using Listening.Core.Querying;

namespace Listening.Core.Tests.Matching;

public sealed class SearchSetTests
{
    private static readonly Post Post = new() { Id = "1", Text = "the ICO on a data breach" };

    [Fact]
    public void Gives_numbers_in_ascending_order_whatever_order_they_came_in() =>
        Assert.Equal([2, 5, 40], Match(Set((40, "ico"), (7, "crypto"), (2, "breach"), (5, "data OR ico"))));

    [Fact]
    public void Gives_a_number_once_though_several_of_its_words_are_found() =>
        Assert.Equal([1], Match(Set((1, "ico OR data OR breach"))));

    [Fact]
    public void Gives_a_number_once_though_several_queries_bear_it() =>
        Assert.Equal([1], Match(Set((1, "ico"), (1, "data"), (1, "crypto"))));

    [Fact]
    public void Adds_to_what_was_found_before()
    {
        var found = new List<int> { 99 };
        Set((1, "ico")).Match(Post, found);
        Assert.Equal([99, 1], found);
    }

    [Fact]
    public void Finds_every_phrase_of_a_post_that_has_hundreds_of_different_terms()
    {
        var words = Enumerable.Range(0, 300).Select(number => number % 7 == 0 ? $"é{number}" : $"w{number}").ToArray();
        var phrases = words.SkipLast(1).Index().Select(word => (word.Index, $"\"{word.Item} {words[word.Index + 1]}\""));
        var set = Set([.. phrases, (999, $"\"{words[0]} {words[2]}\""), (1000, $"{words[0]} {words[150]} {words[299]} -missing (w1 OR missing)")]);

        var found = new List<int>();
        set.Match(new Post { Id = "1", Text = string.Join(' ', words) }, found);

        Assert.Equal([.. Enumerable.Range(0, 299), 1000], found);
    }

    [Fact]
    public void Evaluates_a_query_without_a_required_term_against_every_post()
    {
        var broad = new Query("not parsed", new Not(new Word("crypto", "crypto", 1), 1));
        var set = SearchSet.Build([new(3, broad)]);
        Assert.Equal([3], Match(set));
        var found = new List<int>();
        set.Match(Post with { Text = "crypto" }, found);
        Assert.Empty(found);
    }

    [Fact]
    public void Finds_nothing_when_it_is_empty() => Assert.Empty(Match(SearchSet.Build([])));

    [Fact]
    public void Serves_many_threads_at_once()
    {
        var set = Set([.. Enumerable.Range(0, 200).Select(i => (i, $"w{i} OR (v{i} u{i})"))]);
        Parallel.For(0, 20_000, i =>
        {
            var found = new List<int>();
            set.Match(new Post { Id = "1", Text = $"w{i % 200} and v{(i + 1) % 200} u{(i + 1) % 200}" }, found);
            Assert.Equal(new[] { i % 200, (i + 1) % 200 }.Order(), found);
        });
    }

    [Fact]
    public void Allocates_nothing_for_a_post_that_matches_nothing()
    {
        var set = Set((1, "crypto*"), (2, "\"initial coin\" -ico"), (3, "@nobody"), (4, "from:nobody"));
        var found = new List<int>();
        for (var i = 0; i < 100; i++) set.Match(Post, found);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++) set.Match(Post, found);

        // Less than a byte a post: a timer or the runtime itself may allocate a little meanwhile.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 999);
        Assert.Empty(found);
    }

    private static SearchSet Set(params (int Number, string Text)[] searches) =>
        SearchSet.Build(searches.Select(search => new KeyValuePair<int, Query>(search.Number, Query.Parse(search.Text).Query!)));

    private static List<int> Match(SearchSet set)
    {
        var found = new List<int>();
        set.Match(Post, found);
        return found;
    }
}
