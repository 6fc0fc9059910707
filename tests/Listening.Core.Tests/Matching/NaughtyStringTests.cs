using System.Text.Json;
using Listening.Core.Matching;
using Listening.Core.Posts;
using Listening.Core.Querying;

namespace Listening.Core.Tests.Matching;

/// <summary>The strings of the Big List of Naughty Strings, as posts and as queries.</summary>
public sealed class NaughtyStringTests
{
    private static readonly string[] Strings =
        JsonSerializer.Deserialize<string[]>(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Naughty", "blns.json")))!;

    private static readonly List<KeyValuePair<int, Query>> Queries =
        [.. Strings.Select(text => Query.Parse(text).Query).OfType<Query>().Index().Select(query => KeyValuePair.Create(query.Index, query.Item))];

    [Fact]
    public void As_queries_are_understood_or_refused_with_the_column()
    {
        Assert.InRange(Strings.Length, 400, 1_000);
        Assert.InRange(Queries.Count, 200, Strings.Length);
        Assert.All(Strings, text =>
        {
            var (query, error) = Query.Parse(text);
            Assert.True(query is null != error is null);
            if (error is not null) Assert.InRange(error.Column, 1, text.Length + 1);
        });
    }

    [Fact]
    public void As_posts_mean_the_same_to_the_fast_and_to_the_plain_matcher()
    {
        var set = SearchSet.Build(Queries);
        var matches = 0;
        foreach (var post in Strings.Select(text => new Post { Id = "1", Text = text, Author = new Author(text, text, text), Lang = text, Hashtags = [text], Mentions = [text], Links = [text] }))
        {
            var found = new List<int>();
            set.Match(post, found);
            Assert.Equal(Queries.Where(query => QueryMatcher.Matches(query.Value, post)).Select(query => query.Key), found);
            foreach (var number in found) Assert.All(QueryMatcher.Spans(Queries[number].Value, post), span => Assert.InRange(span.Start + span.Length, 1, post.Text.Length));
            matches += found.Count;
        }

        Assert.True(matches > Queries.Count, $"Only {matches} matches, so little was compared.");
    }
}
