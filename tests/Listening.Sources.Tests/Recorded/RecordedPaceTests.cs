using Listening.Sources.Recorded;
using Xunit;
using static Listening.Sources.Tests.Recorded.RecordingFolder;

namespace Listening.Sources.Tests.Recorded;

public sealed class RecordedPaceTests : IDisposable
{
    private readonly RecordingFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task In_real_time_a_post_is_readable_when_its_time_has_come_and_looks_as_if_written_now()
    {
        var connector = _folder.Connector(_folder.Write("day.jsonl", Post("1", "06:00:00"), Post("2", "06:10:00"), Post("3", "07:00:00")), RecordedPace.Real);
        var first = await Page(connector, null);
        Assert.Equal([("1", Start)], first.Posts.Select(post => (post.Id, post.CreatedAt)));
        Assert.False(first.HasMore);

        _folder.Clock.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromTicks(1));
        Assert.Empty((await Page(connector, first.Cursor)).Posts);

        _folder.Clock.Advance(TimeSpan.FromTicks(1));
        var second = await Page(connector, first.Cursor);
        Assert.Equal([("2", Start.AddMinutes(10))], second.Posts.Select(post => (post.Id, post.CreatedAt)));

        _folder.Clock.Advance(TimeSpan.FromHours(5));
        var third = await Page(connector, second.Cursor);
        Assert.Equal([("3", Start.AddHours(1))], third.Posts.Select(post => (post.Id, post.CreatedAt)));
        Assert.Equal(_folder.Clock.UtcNow, third.Posts[0].CollectedAt);
    }

    [Fact]
    public async Task A_day_can_be_played_in_a_minute()
    {
        var path = _folder.Write("day.jsonl", Post("1", "00:00:00"), Post("2", "12:00:00"), Post("3", "23:59:59"));
        var connector = _folder.Connector(path, RecordedPace.Shortened, speed: 1440);
        var cursor = (await Page(connector, null)).Cursor;
        _folder.Clock.Advance(TimeSpan.FromSeconds(30));
        var noon = await Page(connector, cursor);
        Assert.Equal([("2", Start.AddSeconds(30))], noon.Posts.Select(post => (post.Id, post.CreatedAt)));
        _folder.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(["3"], (await Page(connector, noon.Cursor)).Posts.Select(post => post.Id));
    }

    [Fact]
    public async Task Playing_goes_on_after_a_stop_as_if_it_had_not_stopped()
    {
        var path = _folder.Write("day.jsonl", [.. Enumerable.Range(0, 60).Select(n => Post($"{n}", $"06:{n:00}:00"))]);
        var (ids, cursor) = (new List<string>(), (string?)null);
        for (var tick = 0; tick < 40; tick++)
        {
            foreach (var page in await All(_folder.Connector(path, RecordedPace.Real, pageSize: 2), cursor))
            {
                ids.AddRange(page.Posts.Select(post => post.Id));
                cursor = page.Cursor;
            }

            Assert.Equal(Math.Min(60, (tick * 100 / 60) + 1), ids.Count);
            _folder.Clock.Advance(TimeSpan.FromSeconds(100));
        }

        Assert.Equal(Enumerable.Range(0, 60).Select(n => $"{n}"), ids);
    }

    [Fact]
    public async Task An_earlier_time_is_read_with_the_line_before_it_and_never_hurries_what_follows()
    {
        var path = _folder.Write("day.jsonl", Post("1", "06:00:00"), Post("2", "06:10:00"), Post("1", "06:00:00", "edited"), Deletion("2"), Post("3", "06:20:00"));
        var connector = _folder.Connector(path, RecordedPace.Real);
        var first = await Page(connector, null);
        Assert.Equal(["words"], first.Posts.Select(post => post.Text));
        _folder.Clock.Advance(TimeSpan.FromMinutes(10));
        var second = await Page(connector, first.Cursor);
        Assert.Equal([("2", Start.AddMinutes(10)), ("1", Start)], second.Posts.Select(post => (post.Id, post.CreatedAt)));
        Assert.Equal(["2"], second.Deleted);
    }

    [Fact]
    public async Task Wrong_clocks_far_ahead_hold_nobody_up()
    {
        var path = _folder.Write("day.jsonl", Post("1", "06:00:00"), Post("ahead", "12:00:00"), Post("further", "23:00:00"), Post("2", "06:01:00"), Post("3", "06:02:00"));
        var connector = _folder.Connector(path, RecordedPace.Real);
        var first = await Page(connector, null);
        Assert.Equal(["1"], first.Posts.Select(post => post.Id));
        _folder.Clock.Advance(TimeSpan.FromMinutes(1));
        var second = await Page(connector, first.Cursor);
        Assert.Equal(["ahead", "further", "2"], second.Posts.Select(post => post.Id));
        Assert.All(second.Posts, post => Assert.Equal(Start.AddMinutes(1), post.CreatedAt));
        _folder.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(["3"], (await Page(connector, second.Cursor)).Posts.Select(post => post.Id));
    }

    [Fact]
    public async Task Times_at_the_ends_of_the_calendar_are_no_trouble()
    {
        var path = _folder.Write("day.jsonl", Post("1"), """{"id":"old","createdAt":"0001-01-02T00:00:00Z"}""", """{"id":"far","createdAt":"9999-12-31T23:59:59Z"}""");
        var connector = _folder.Connector(path, RecordedPace.Shortened, speed: 1);
        Assert.Equal(["1", "old"], (await Page(connector, null)).Posts.Select(post => post.Id));
    }
}
