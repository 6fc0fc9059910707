using Xunit;
using static Listening.Sources.Tests.Recorded.RecordingFolder;

namespace Listening.Sources.Tests.Recorded;

public sealed class RecordedPagingTests : IDisposable
{
    private readonly RecordingFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Reads_pages_of_the_configured_size_and_says_when_there_is_more()
    {
        var path = _folder.Write("day.jsonl", [.. Enumerable.Range(1, 7).Select(n => Post($"{n}"))]);
        var pages = await All(_folder.Connector(path, pageSize: 3));
        Assert.Equal([3, 3, 1], pages.Select(page => page.Posts.Count));
        Assert.Equal(["1", "2", "3", "4", "5", "6", "7"], Ids(pages));
    }

    [Fact]
    public async Task A_full_page_at_the_end_of_the_recording_is_the_last()
    {
        var path = _folder.Write("day.jsonl", Post("1"), Post("2"), "", " ");
        var page = Assert.Single(await All(_folder.Connector(path, pageSize: 2)));
        Assert.Equal(2, page.Posts.Count);
    }

    [Fact]
    public async Task Sets_the_source_and_the_time_of_collection_and_leaves_the_recorded_time()
    {
        var page = await Page(_folder.Connector(_folder.Write("day.jsonl", Post("1", "06:30:00"))), null);
        var post = Assert.Single(page.Posts);
        Assert.Equal("day", post.Source);
        Assert.Equal(Start, post.CollectedAt);
        Assert.Equal(new DateTime(2026, 3, 10, 6, 30, 0, DateTimeKind.Utc), post.CreatedAt);
        Assert.Equal(DateTimeKind.Utc, post.CreatedAt.Kind);
    }

    [Fact]
    public async Task A_post_without_a_time_gets_the_time_of_its_collection()
    {
        var page = await Page(_folder.Connector(_folder.Write("day.jsonl", """{"id":"1","text":"x"}""")), null);
        Assert.Equal(Start, Assert.Single(page.Posts).CreatedAt);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(13)]
    public async Task A_run_stopped_at_any_page_goes_on_without_loss_or_doubling(int pageSize)
    {
        var ids = Enumerable.Range(1, 40).Select(n => $"p{n}").ToArray();
        var path = _folder.Write("day.jsonl", [.. ids.Select(id => Post(id, text: new string('é', id.Length * 11)))]);
        var pages = await All(_folder.Connector(path, pageSize: pageSize));
        for (var stopped = 0; stopped < pages.Count - 1; stopped++)
        {
            var rest = await All(_folder.Connector(path, pageSize: pageSize), pages[stopped].Cursor);
            Assert.Equal(ids, Ids(pages.Take(stopped + 1)).Concat(Ids(rest)));
        }
    }

    [Fact]
    public async Task The_same_cursor_gives_the_same_page_however_often_it_is_read()
    {
        var connector = _folder.Connector(_folder.Write("day.jsonl", Post("1"), Post("2"), Post("3"), Post("4")), pageSize: 2);
        var first = await Page(connector, null);
        var again = new[] { await Page(connector, first.Cursor), await Page(connector, first.Cursor) };
        Assert.Equal(["3", "4"], again[0].Posts.Select(post => post.Id));
        Assert.Equal(again[0].Posts.Select(post => post.Id), again[1].Posts.Select(post => post.Id));
        Assert.Equal(again[0].Cursor, again[1].Cursor);
    }

    [Fact]
    public async Task Going_on_does_not_read_what_was_read_before()
    {
        var path = _folder.Write("day.jsonl", Post("1"), Post("2"), Post("3"));
        var first = await Page(_folder.Connector(path, pageSize: 1), null);
        // The first line is spoilt without changing its length: whoever reads it again counts it as malformed.
        var bytes = await File.ReadAllBytesAsync(path);
        bytes[0] = (byte)'#';
        await File.WriteAllBytesAsync(path, bytes);
        var rest = await Page(_folder.Connector(path), first.Cursor);
        Assert.Equal(0, rest.Malformed);
        Assert.Equal(["2", "3"], rest.Posts.Select(post => post.Id));
        Assert.Equal(1, (await Page(_folder.Connector(path), null)).Malformed);
    }

    [Fact]
    public async Task The_cursor_holds_nothing_of_a_post()
    {
        var path = _folder.Write("day.jsonl", Post("id-7731", text: "sekretword"), Post("id-7732"));
        var page = await Page(_folder.Connector(path, Listening.Sources.Recorded.RecordedPace.Real, pageSize: 1), null);
        Assert.NotNull(page.Cursor);
        foreach (var personal in new[] { "7731", "sekretword", "hid", "N id", "social.example", _folder.Path })
            Assert.DoesNotContain(personal, page.Cursor, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10_001)]
    public void A_page_size_out_of_range_is_refused(int pageSize) =>
        Assert.Throws<System.ComponentModel.DataAnnotations.ValidationException>(() => _folder.Connector(null, pageSize: pageSize));

    [Fact]
    public async Task A_cancelled_read_says_so()
    {
        var connector = _folder.Connector(_folder.Write("day.jsonl", Post("1")));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => connector.ReadAsync(Everything, null, new CancellationToken(canceled: true)));
    }
}
