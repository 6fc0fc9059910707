using System.Globalization;
using Listening.Core.Sources;
using Xunit;

namespace Listening.Sources.Tests.X;

/// <summary>How far back X can be asked, and what follows when that is not enough.</summary>
public sealed class XWindowTests
{
    private static readonly DateTime Noon = ScriptedX.Noon;
    private static readonly string[] Ids = [.. Enumerable.Range(0, 9).Select(number => XWire.Id(Noon.AddMinutes(number - 60)))];

    [Fact]
    public async Task Begins_at_the_start_of_the_window_and_says_so_when_seven_days_have_passed()
    {
        await using var x = await ScriptedX.StartAsync();
        x.Answer("search", XWire.Page(null, Ids[4]), XWire.Nothing);
        var first = (await x.ReadAsync(SearchKind.Keywords)).Page!;
        x.Time.Advance(TimeSpan.FromDays(9));

        var next = (await x.ReadAsync(SearchKind.Keywords, first.Cursor)).Page!;

        Assert.True(next.PossibleGap);
        Assert.Equal((null, "2026-03-04T13:00:00Z"), (x.Calls[1]["since_id"], x.Calls[1]["start_time"]));
    }

    [Fact]
    public async Task A_search_that_finds_nothing_for_a_week_has_no_gap()
    {
        await using var x = await ScriptedX.StartAsync();
        x.Answer("search", XWire.Page(null, Ids[4]), XWire.Nothing, XWire.Nothing, XWire.Nothing);
        var cursor = (await x.ReadAsync(SearchKind.Keywords)).Page!.Cursor;
        foreach (var days in new[] { 3, 6, 9 })
        {
            x.Time.UtcNow = Noon.AddDays(days);
            var page = (await x.ReadAsync(SearchKind.Keywords, cursor)).Page!;
            Assert.False(page.PossibleGap);
            cursor = page.Cursor;
        }

        // The newest post has left the window: from the last run on, with the overlap.
        Assert.Equal((null, "2026-03-08T11:50:00Z"), (x.Calls[3]["since_id"], x.Calls[3]["start_time"]));
    }

    [Fact]
    public async Task Pages_that_the_window_has_passed_are_begun_again()
    {
        await using var x = await ScriptedX.StartAsync();
        x.Answer("search", XWire.Page(null, Ids[0]), XWire.Page("two", Ids[4]), XWire.Nothing);
        var first = (await x.ReadAsync(SearchKind.Keywords)).Page!;
        var half = (await x.ReadAsync(SearchKind.Keywords, first.Cursor)).Page!;
        x.Time.Advance(TimeSpan.FromDays(8));

        var rest = (await x.ReadAsync(SearchKind.Keywords, half.Cursor)).Page!;

        Assert.True(rest.PossibleGap);
        Assert.Equal((null, null), (x.Calls[2]["since_id"], x.Calls[2]["next_token"]));
    }

    [Fact]
    public async Task Reads_by_time_when_X_refuses_the_since_id()
    {
        await using var x = await ScriptedX.StartAsync();
        x.Answer("search", XWire.Page(null, Ids[4])).Answer("search", 400, XWire.Invalid("since_id")).Answer("search", XWire.Page(null, Ids[5]));
        var connector = x.Connect();
        var first = await x.DrainAsync(connector, SearchKind.Keywords);

        var next = await x.DrainAsync(connector, SearchKind.Keywords, first.Cursor);

        Assert.Equal((null, "2026-03-02T11:50:00Z"), (x.Calls[2]["since_id"], x.Calls[2]["start_time"]));
        Assert.Equal([Ids[5]], next.Pages.SelectMany(page => page.Posts).Select(post => post.Id));
    }

    [Fact]
    public async Task Says_that_posts_may_be_missing_when_a_timeline_goes_back_no_further()
    {
        await using var x = await ScriptedX.StartAsync();
        for (var page = 0; page < 8; page++) x.Answer("mentions", XWire.Page(page == 7 ? null : page.ToString(CultureInfo.InvariantCulture), Ids[4]));

        var (pages, _) = await x.DrainAsync(x.Connect(), SearchKind.Mentions);

        Assert.Equal(8, pages.Count);
        Assert.True(pages[^1].PossibleGap);
    }

    [Fact]
    public async Task A_changed_query_is_read_from_the_last_run_or_the_look_back_whichever_is_earlier()
    {
        await using var x = await ScriptedX.StartAsync();
        x.Answer("search", XWire.Page(null, Ids[4]), XWire.Page(null, Ids[5]), XWire.Nothing);
        var first = (await x.ReadAsync(SearchKind.Keywords)).Page!;
        x.Time.Advance(TimeSpan.FromDays(2));

        var changed = (await x.ReadAsync(SearchKind.Keywords, first.Cursor, "gdpr")).Page!;
        await x.ReadAsync(SearchKind.Keywords, changed.Cursor, "gdpr");

        Assert.Equal((null, "2026-03-02T12:00:00Z"), (x.Calls[1]["since_id"], x.Calls[1]["start_time"]));
        Assert.Equal(Ids[5], x.Calls[2]["since_id"]);
        Assert.False(changed.PossibleGap);
    }
}
