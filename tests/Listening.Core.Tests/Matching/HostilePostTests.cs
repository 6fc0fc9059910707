using Listening.Core.Matching;
using Listening.Core.Posts;
using Listening.Core.Querying;

namespace Listening.Core.Tests.Matching;

/// <summary>A post is written by anybody: none takes the matcher down or holds it up.</summary>
[Collection(RunsAlone.Name)]
public sealed class HostilePostTests
{
    private const int Megabyte = 1_000_000;

    private static readonly Query Wide = Query.Parse(
        "ico OR \"a a a a b\" OR \"a b a\"~5 OR abc* OR #tag OR @someone OR to:someone OR from:someone OR url:example.org/x OR (a has:link -lang:en)").Query!;

    [Theory]
    [InlineData("a ")]
    [InlineData("a b ")]
    [InlineData("a-")]
    [InlineData("a.")]
    [InlineData("a.b-")]
    [InlineData("a'")]
    [InlineData("a_")]
    [InlineData("_")]
    [InlineData("@a")]
    [InlineData("@a ")]
    [InlineData("@a.")]
    [InlineData("@a@")]
    [InlineData("@a.b")]
    [InlineData("#a")]
    [InlineData("#")]
    [InlineData("#a ")]
    [InlineData("http://")]
    [InlineData("http://a ")]
    [InlineData("http://a.uk/) ")]
    [InlineData("a.uk/")]
    [InlineData("a.uk ")]
    [InlineData("www.")]
    [InlineData("(")]
    [InlineData("…")]
    [InlineData("é")]
    [InlineData("e\u0301")]
    [InlineData("\u0301")]
    [InlineData("\u200D")]
    [InlineData("保")]
    [InlineData("\uD83D")]
    [InlineData("\uDE00 ")]
    [InlineData("😀")]
    [InlineData("ﷺ")]
    [InlineData("\0")]
    [InlineData("\uFFFE")]
    public void Reads_a_megabyte_of_one_piece_within_seconds(string piece)
    {
        var post = new Post { Id = "1", Text = string.Concat(Enumerable.Repeat(piece, Megabyte / piece.Length)) + " ico" };
        var start = RunsAlone.ProcessorTime;

        Assert.True(QueryMatcher.Matches(Wide, post));
        QueryMatcher.Spans(Wide, post);
        SearchSet.Build([new(1, Wide)]).Match(post, []);

        Assert.InRange((RunsAlone.ProcessorTime - start).TotalSeconds, 0, 5);
    }

    [Fact]
    public void Holds_the_largest_query_against_a_megabyte()
    {
        var words = Query.Parse(string.Join(" OR ", Enumerable.Range(0, QueryLimits.Terms).Select(i => $"z{i}"))).Query!;
        var links = Query.Parse(string.Join(" OR ", Enumerable.Range(0, QueryLimits.Terms).Select(i => $"url:z{i}.uk"))).Query!;
        var prefixes = Query.Parse(string.Join(" OR ", Enumerable.Range(0, QueryLimits.Prefixes).Select(i => $"zzz{i}*"))).Query!;
        var phrases = Query.Parse(string.Join(" OR ", Enumerable.Repeat('"' + string.Concat(Enumerable.Repeat("a ", 98)) + "b b\"", 50))).Query!;
        var post = new Post { Id = "1", Text = string.Concat(Enumerable.Repeat(string.Concat(Enumerable.Repeat("a ", 97)) + "b b a.uk ", 4_900)) };
        var start = RunsAlone.ProcessorTime;

        Assert.All([words, links, prefixes, phrases], query => Assert.False(QueryMatcher.Matches(query, post)));

        Assert.InRange((RunsAlone.ProcessorTime - start).TotalSeconds, 0, 5);
    }

    [Fact]
    public void Reads_fields_that_are_nonsense()
    {
        string[] nonsense = ["", "@", "#", "\uD83D", "\0", "http://", "://", "http://[", "http://@:/", "http://\uD83D.\uD83D/", "http://" + new string('.', 5_000), "http://" + new string('é', 5_000), new string('@', 5_000), " ", "mailto:", "//"];
        var post = new Post { Id = "1", Text = "ico", Links = nonsense, Hashtags = nonsense, Mentions = nonsense, Lang = "\uD83D", Author = new Author(Handle: "\uD83D") };

        Assert.True(QueryMatcher.Matches(Query.Parse("ico -url:example.org -#tag -@someone -lang:en -from:someone").Query!, post));
        Assert.Equal([new TextSpan(0, 3)], QueryMatcher.Spans(Query.Parse("ico OR url:example.org").Query!, post));
    }

    [Fact]
    public void Keeps_no_text_of_the_post_it_read_last()
    {
        var weak = Read();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Assert.False(weak.IsAlive);

        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        static WeakReference Read()
        {
            var post = new Post { Id = "1", Text = new string('x', 100) };
            QueryMatcher.Matches(Wide, post);
            return new WeakReference(post);
        }
    }
}
