using System.Text;
using Listening.Core.Matching;

namespace Listening.Core.Tests.Matching;

[Collection(RunsAlone.Name)]
public sealed class MatchFileMemoryTests
{
    [Fact]
    public async Task Needs_no_more_memory_for_a_long_file_than_for_a_short_one()
    {
        const int Posts = 20_000;
        var line = Encoding.UTF8.GetBytes("{\"id\":\"1\",\"text\":\"" + new string('x', 4_000) + " ICO\"}\n");
        await using var posts = new RepeatingStream(line, Posts);
        using var searches = new MemoryStream(Encoding.UTF8.GetBytes("""{"id":"a","query":"ICO"}"""));
        var before = GC.GetTotalMemory(forceFullCollection: true);
        long peak = 0;
        await using var output = new CountingStream(() => peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: true)));

        var counts = await MatchFile.RunAsync(searches, posts, output, _ => { });

        // The file is 80 MB, its text twice that as strings.
        Assert.Equal(Posts, counts.Matches);
        Assert.InRange(peak, 1, before + 10_000_000);
    }
}
