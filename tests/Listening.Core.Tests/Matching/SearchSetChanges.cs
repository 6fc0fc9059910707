using FsCheck;
using FsCheck.Fluent;
using Listening.Core.Matching;
using Listening.Core.Posts;
using Listening.Core.Querying;

namespace Listening.Core.Tests.Matching;

public sealed class SearchSetChanges
{
    private static readonly Config Fixed = Config.QuickThrowOnFailure.WithMaxTest(500).WithStartSize(10).WithEndSize(40).WithReplay(20250403, 1409);

    private static readonly Arbitrary<((int Number, string Text)[] Changes, Post[] Posts)> Sample = Arb.From(
        from changes in (from number in Gen.Choose(0, 9) from text in QueriesAndPosts.Query select (number, text)).ArrayOf(30)
        from posts in QueriesAndPosts.Post.ArrayOf(10)
        select (changes, posts));

    [Fact]
    public void A_set_that_was_changed_finds_what_a_new_one_finds() => Prop.ForAll(Sample, given =>
    {
        var changed = SearchSet.Build([]);
        var wanted = new SortedDictionary<int, Query>();
        foreach (var (number, text) in given.Changes)
        {
            if (Query.Parse(text).Query is { } query)
            {
                changed = changed.With(number, query);
                wanted[number] = query;
            }
            else
            {
                changed = changed.Without(number);
                wanted.Remove(number);
            }

            // One in three is taken out again at once.
            if (number % 3 > 0) continue;
            changed = changed.Without(number);
            wanted.Remove(number);
        }

        var anew = SearchSet.Build(wanted);
        Assert.Equal(anew.Count, changed.Count);
        foreach (var post in given.Posts) Assert.Equal(Found(anew, post), Found(changed, post));
        return true;
    }).Check(Fixed);

    [Fact]
    public void A_change_leaves_the_set_it_was_made_from_as_it_was()
    {
        var before = SearchSet.Build([new(1, Parse("fee")), new(2, Parse("data breach"))]);
        var after = before.With(1, Parse("hospital")).Without(2);
        var post = new Post { Id = "1", Text = "A data breach at the hospital, and a fee." };

        Assert.Equal([1, 2], Found(before, post));
        Assert.Equal([1], Found(after, post));
        Assert.Equal((2, 1), (before.Count, after.Count));
    }

    [Fact]
    public void A_set_that_learned_what_is_rare_finds_what_it_found_before() => Prop.ForAll(Sample, given =>
    {
        var queries = given.Changes.Select(change => Query.Parse(change.Text).Query).OfType<Query>().Index().Select(query => KeyValuePair.Create(query.Index, query.Item)).ToList();
        var set = SearchSet.Build(queries);
        foreach (var post in given.Posts)
            for (var i = 0; i < 2_000; i++) set.Match(post, []);

        Assert.True(set.CanTune);
        var tuned = set.Tune();
        foreach (var post in given.Posts) Assert.Equal(Found(set, post), Found(tuned, post));
        return true;
    }).Check(Fixed.WithMaxTest(20));

    [Fact]
    public void Many_threads_match_while_others_change_it()
    {
        var set = SearchSet.Build(Enumerable.Range(0, 100).Select(number => KeyValuePair.Create(number, Parse($"word{number} fee"))));
        var post = new Post { Id = "1", Text = "word7 and word8: a fee" };
        Parallel.For(0, 4_000, i =>
        {
            var seen = Volatile.Read(ref set);
            Assert.Equal([7, 8], Found(seen, post).Where(number => number is 7 or 8));
            if (i % 10 == 0) Volatile.Write(ref set, seen.With(100 + i, Parse($"word{i} OR fee")));
        });
    }

    private static Query Parse(string text) => Query.Parse(text).Query!;

    private static List<int> Found(SearchSet set, Post post)
    {
        var found = new List<int>();
        set.Match(post, found);
        return found;
    }
}
