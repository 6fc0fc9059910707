using BenchmarkDotNet.Attributes;
using Listening.Core.Matching;
using Listening.Core.Posts;
using Listening.Core.Querying;

namespace Listening.Benchmarks;

/// <summary>One post against 50 searches: the compiled set beside the plain evaluator, so that a regression shows as a ratio on any machine.</summary>
[MemoryDiagnoser]
public class MatchingBenchmark
{
    private const int PostCount = 1000;
    private readonly List<int> _found = [];
    private Post[] _posts = [];
    private Query[] _queries = [];
    private SearchSet _set = SearchSet.Build([]);

    [GlobalSetup]
    public void SetUp()
    {
        var random = new Random(1);
        _posts = [.. Enumerable.Range(0, PostCount).Select(number => Corpus.Post(random, number, matching: false, DateTime.UnixEpoch))];
        _queries = [.. Corpus.Searches().Select(text => Query.Parse(text).Query!)];
        _set = SearchSet.Build(_queries.Index().Select(query => KeyValuePair.Create(query.Index, query.Item)));
    }

    [Benchmark(OperationsPerInvoke = PostCount)]
    public int Compiled()
    {
        _found.Clear();
        foreach (var post in _posts) _set.Match(post, _found);
        return _found.Count;
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = PostCount)]
    public int Plain() => _posts.Sum(post => _queries.Count(query => QueryMatcher.Matches(query, post)));
}
