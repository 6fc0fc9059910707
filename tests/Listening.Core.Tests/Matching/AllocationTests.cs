using System.Diagnostics;
using Listening.Core.Matching;
using Listening.Core.Posts;
using Listening.Core.Querying;

namespace Listening.Core.Tests.Matching;

[Collection(RunsAlone.Name)]
public sealed class AllocationTests
{
    private static readonly TimeSpan LongestWarmUp = TimeSpan.FromSeconds(30);

    private static readonly string[] Texts =
    [
        "A plain post about the weather and the train, again!",
        "@somebody Naïve café owners don’t know what’s new – “quoted” #Gartenfreunde https://www.example.org/some/path?x=1",
        "हिन्दी में एक लेख, ภาษาไทย, 한국어 문장, 日本語の文章, Ελληνικά κείμενα, ﾊﾝｶｸ",
        "e\u0301te\u0301 𝗕𝗿𝗲𝗮𝗸𝗶𝗻𝗴 👩‍👩‍👧 \uD83D broken \u202Ereversed\u202C zero\u200Dwidth",
        string.Join(' ', Enumerable.Repeat("long posts of many ordinary words", 50)),
    ];

    [Fact]
    public void A_post_that_matches_nothing_allocates_nothing()
    {
        var set = SearchSet.Build(new[] { "data breach", "\"freedom of information\"", "from:icoNews fee", "url:ico.org.uk/fee", "priva*", "to:ico NOT spam", "\"a fee\"~4" }
            .Index().Select(query => KeyValuePair.Create(query.Index, Query.Parse(query.Item).Query!)));
        var posts = Texts.Select(text => new Post { Id = "1", Text = text, Author = new Author("1", "Somebody.Example", ""), Hashtags = ["Gartenfreunde"], Mentions = ["somebody"] }).ToArray();
        var found = new List<int>();

        // Normalising, as the framework is compiled ahead of time, allocates 96 bytes a call. It stops when the runtime has
        // compiled it anew, which happens at its own time: whoever runs alone would measure too early.
        for (var watch = Stopwatch.StartNew(); Allocated(rounds: 100) > 0 && watch.Elapsed < LongestWarmUp;) Thread.Sleep(10);

        Assert.Equal(0, Allocated(rounds: 1_000));
        Assert.Empty(found);

        long Allocated(int rounds)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < rounds; i++)
                foreach (var post in posts) set.Match(post, found);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }
}
