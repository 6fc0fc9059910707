using System.Text;
using Listening.Sources.Feeds;
using Xunit;
using Xunit.Abstractions;

namespace Listening.Sources.Tests.Feeds;

public sealed class HostileFeedTests(ITestOutputHelper output)
{
    private const int Length = 2_000_000;

    // Far above what a linear reader needs and below what a quadratic one does. Time on the processor is what counts:
    // a busy machine makes nothing quadratic.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    public static TheoryData<string, string, string, string> Shapes => new()
    {
        { "elements 200,000 deep", "", "<a>", "" },
        { "entries inside entries", "", "<item>", "" },
        { "leaves without end", "<item>", "<x>", "" },
        { "leaves of one item", "<item>", "<x/>", "" },
        { "CDATA never closed", "<item>", "<description><![CDATA[", "" },
        { "CDATA closed only at the end", "<item><description>", "<![CDATA[", "]]>" },
        { "comments never closed", "<item>", "<!--", "" },
        { "instructions never closed", "<item>", "<?x ", "" },
        { "declarations never closed", "<item>", "<!x [", "" },
        { "titles never closed", "<item>", "<title>", "" },
        { "end tags alone", "<item>", "</title>", "" },
        { "a tag with a million attributes", "<item><title ", "a='b' ", ">t</title>" },
        { "namespaces without end", "<item ", "xmlns:a='b' ", ">" },
        { "quotes never closed", "<item>", "<title a=\"", "" },
        { "entities", "<item><title>", "&amp;", "</title></item>" },
        { "entities never closed", "<item><title>", "&", "</title></item>" },
        { "opening brackets", "<item><title>", "<", "</title></item>" },
        { "HTML 200,000 deep", "<item><description><![CDATA[", "<div>", "]]></description></item>" },
        { "formatting elements 200,000 deep", "<item><description><![CDATA[", "<b><i>", "]]></description></item>" },
        { "HTML tag with a million attributes", "<item><description><![CDATA[<a ", "b=c ", "]]></description></item>" },
        { "HTML links without end", "<item><description><![CDATA[", "<a href=//x.example/>", "]]></description></item>" },
        { "HTML comments never closed", "<item><description><![CDATA[", "<!--", "]]></description></item>" },
        { "scripts never closed", "<item><description><![CDATA[", "<script>", "]]></description></item>" },
        { "authors inside authors", "<item>", "<author><name>", "" },
    };

    [Theory, MemberData(nameof(Shapes))]
    public void Is_read_in_bounded_time_and_memory(string shape, string start, string repeated, string end)
    {
        var document = new StringBuilder("<rss><channel>").Append(start);
        while (document.Length < Length) document.Append(repeated);
        var body = Encoding.ASCII.GetBytes(document.Append(end).ToString());
        document.Clear();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var began = Environment.CpuUsage.TotalTime;

        var read = FeedReader.Read(body, null, new Uri("https://hostile.example/"), 2000);

        var taken = Environment.CpuUsage.TotalTime - began;
        output.WriteLine($"{shape}: {taken.TotalMilliseconds:0} ms");
        Assert.True(taken < Longest, $"took {taken}");
        var kept = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.True(kept < 64_000_000, $"kept {kept} bytes");
        GC.KeepAlive(read);
    }

    [Fact]
    public void Json_nested_200_000_deep_is_refused()
    {
        var body = Encoding.ASCII.GetBytes("{\"items\":" + new string('[', 200_000));

        Assert.NotNull(FeedReader.Read(body, null, new Uri("https://hostile.example/"), 2000).Refusal);
    }

    [Fact]
    public void Any_bytes_are_read_or_refused_and_never_crash()
    {
        var seed = "<?xml version='1.0'?><rss><channel><item><title>A &amp; b</title><description><![CDATA[<p>c</p>]]></description><pubDate>10 Mar 2026</pubDate></item></channel></rss>"u8.ToArray();
        // A fixed sequence, so that a failure comes again.
        var random = new Random(20260310);
        for (var round = 0; round < 5_000; round++)
        {
            var body = seed.ToArray();
            for (var change = random.Next(1, 12); change > 0; change--) body[random.Next(body.Length)] = (byte)random.Next(256);
            var read = FeedReader.Read(body.AsSpan(0, random.Next(body.Length + 1)), null, new Uri("https://hostile.example/"), 2000);
            Assert.True(read.Refusal is not null || read.Entries.Count <= 1);
        }
    }

    [Fact]
    public void Says_how_long_a_usual_feed_takes()
    {
        var feed = new StringBuilder("<?xml version=\"1.0\"?><rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel><title>f</title>");
        for (var item = 0; item < 100; item++)
        {
            feed.Append("<item><title>Council answers request ").Append(item).Append("</title><link>https://news.example/").Append(item)
                .Append("</link><guid isPermaLink=\"false\">n-").Append(item).Append("</guid><pubDate>Tue, 10 Mar 2026 09:30:15 GMT</pubDate><content:encoded><![CDATA[")
                .Insert(feed.Length, "<p>The council has <b>answered</b> a request for information after <a href=\"/more\">many months</a> &mdash; see below.</p>", 10)
                .Append("]]></content:encoded></item>");
        }

        var body = Encoding.UTF8.GetBytes(feed.Append("</channel></rss>").ToString());
        FeedDocument read = FeedDocument.Refused("");
        for (var warm = 0; warm < 30; warm++) read = FeedReader.Read(body, null, new Uri("https://news.example/feed"), 2000);
        var began = Environment.CpuUsage.TotalTime;
        for (var round = 0; round < 50; round++) read = FeedReader.Read(body, null, new Uri("https://news.example/feed"), 2000);

        output.WriteLine($"{body.Length} bytes, 100 items: {(Environment.CpuUsage.TotalTime - began).TotalMicroseconds / 50:0} µs");
        Assert.Equal(100, read.Entries.Count);
        Assert.All(read.Entries, entry => Assert.Equal(10, entry.Body.Split("\n\n").Length));
    }
}
