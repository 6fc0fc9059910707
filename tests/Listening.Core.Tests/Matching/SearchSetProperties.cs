using FsCheck;
using FsCheck.Fluent;
using Listening.Core.Matching;
using Listening.Core.Querying;
using Xunit.Abstractions;

namespace Listening.Core.Tests.Matching;

public sealed class SearchSetProperties(ITestOutputHelper output)
{
    private const ulong Seed = 20250401, Gamma = 1405;
    private static readonly Config Fixed = Config.QuickThrowOnFailure.WithMaxTest(2_000).WithStartSize(10).WithEndSize(60).WithReplay(Seed, Gamma);

    [Fact]
    public void A_compiled_set_finds_what_the_plain_evaluator_finds()
    {
        long pairs = 0, matches = 0;
        var sample = Arb.From(from texts in QueriesAndPosts.Query.ArrayOf(20) from posts in QueriesAndPosts.Post.ArrayOf(30) select (texts, posts));

        Prop.ForAll(sample, given =>
        {
            var queries = given.texts.Select(text => Query.Parse(text).Query).OfType<Query>().ToList();
            var set = SearchSet.Build(queries.Select((query, number) => new KeyValuePair<int, Query>(number, query)));
            foreach (var post in given.posts)
            {
                var found = new List<int>();
                set.Match(post, found);
                var expected = Enumerable.Range(0, queries.Count).Where(number => QueryMatcher.Matches(queries[number], post)).ToList();
                pairs += queries.Count;
                matches += expected.Count;
                if (!expected.SequenceEqual(found)) return false;
            }

            return true;
        }).Check(Fixed);

        output.WriteLine($"seed ({Seed}, {Gamma}): {pairs} pairs, {matches} matches");
        Assert.True(pairs > 1_000_000 && matches > pairs / 10 && matches < pairs * 9 / 10, $"{pairs} pairs, {matches} matches: the sample says little");
    }

    [Fact]
    public void Spans_are_in_order_apart_from_each_other_inside_the_text_and_only_where_the_query_matches()
    {
        long marked = 0;
        var sample = Arb.From(from text in QueriesAndPosts.Query from posts in QueriesAndPosts.Post.ArrayOf(30) select (text, posts));

        Prop.ForAll(sample, given => Query.Parse(given.text).Query is not { } query || given.posts.All(post =>
        {
            var spans = QueryMatcher.Spans(query, post);
            marked += spans.Count;
            var end = 0;
            foreach (var span in spans)
            {
                if (span.Start < end || span.Length < 1 || span.Start + span.Length > post.Text.Length) return false;
                end = span.Start + span.Length;
            }

            return spans.Count == 0 || QueryMatcher.Matches(query, post);
        })).Check(Fixed);

        output.WriteLine($"seed ({Seed}, {Gamma}): {marked} spans");
        Assert.True(marked > 5_000, $"{marked} spans: the sample says little");
    }

    [Fact]
    public void Adding_an_alternative_never_loses_a_post_and_adding_a_condition_never_finds_another()
    {
        long told = 0;
        var sample = Arb.From(
            from a in QueriesAndPosts.Query from b in QueriesAndPosts.Query from posts in QueriesAndPosts.Post.ArrayOf(10) select (a, b, posts));

        Prop.ForAll(sample, given =>
        {
            var (a, b) = (Query.Parse(given.a).Query, Query.Parse(given.b).Query);
            if (a is null || b is null) return true;
            var either = Query.Parse($"({given.a}) OR ({given.b})").Query!;
            var both = Query.Parse($"({given.a}) ({given.b})").Query!;
            var without = Query.Parse($"({given.a}) NOT ({given.b})").Query!;
            return given.posts.All(post =>
            {
                told++;
                var (inA, inB) = (QueryMatcher.Matches(a, post), QueryMatcher.Matches(b, post));
                return QueryMatcher.Matches(either, post) == (inA || inB)
                    && QueryMatcher.Matches(both, post) == (inA && inB)
                    && QueryMatcher.Matches(without, post) == (inA && !inB);
            });
        }).Check(Fixed);

        Assert.True(told > 5_000, $"{told} posts: the sample says little");
    }
}
