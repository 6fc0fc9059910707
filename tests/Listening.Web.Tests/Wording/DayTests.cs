using Listening.Application.Auditing;
using Listening.Web.Components;
using Listening.Web.Tests.Site;
using Listening.Web.Wording;

namespace Listening.Web.Tests.Wording;

public class DayTests
{
    private static readonly Clock London = new(new FixedTime(TestSite.Now), "Europe/London");

    [Theory]
    [InlineData("4/3/2026", "2026-03-04")]
    [InlineData(" 04/03/2026 ", "2026-03-04")]
    [InlineData("2026-03-04", "2026-03-04")]
    [InlineData("4 March 2026", "2026-03-04")]
    [InlineData("31/2/2026", null)]
    [InlineData("3/4", null)]
    [InlineData("1/1/0001", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_date_is_read_as_people_write_it(string? typed, string? expected) => Assert.Equal(expected, TypedTime.Date(typed)?.InAddress());

    [Theory]
    [InlineData("10:30", "10:30")]
    [InlineData("9:05", "09:05")]
    [InlineData("2:15pm", "14:15")]
    [InlineData("2pm", "14:00")]
    [InlineData("25:00", null)]
    [InlineData("noon", null)]
    public void A_time_is_read_as_people_write_it(string typed, string? expected) => Assert.Equal(expected, TypedTime.Time(typed)?.ToString("HH:mm", null));

    [Fact]
    public void Days_on_which_the_clock_changes_are_an_hour_shorter_or_longer_and_none_is_left_out()
    {
        var days = London.Days(new DateOnly(2026, 3, 1), new DateOnly(2026, 10, 31));

        Assert.Equal([(new DateOnly(2026, 3, 29), 23d), (new DateOnly(2026, 10, 25), 25d)], days.Select(day => (day.Day, (day.To - day.From).TotalHours)).Where(day => day.TotalHours != 24));
        Assert.All(days.Zip(days.Skip(1)), pair => Assert.Equal(pair.First.To, pair.Second.From));
        foreach (var (at, day) in days.Index()) Assert.Equal((at, at), (LogDay.PlaceOf(days, day.From), LogDay.PlaceOf(days, day.To.AddTicks(-1))));
        Assert.Equal((-1, -1), (LogDay.PlaceOf(days, days[0].From.AddTicks(-1)), LogDay.PlaceOf(days, days[^1].To)));
    }

    [Fact]
    public void An_hour_that_the_clock_leaves_out_counts_as_the_next()
    {
        var change = new DateOnly(2026, 3, 29);

        Assert.Equal(London.Utc(change, new TimeOnly(2, 30)), London.Utc(change, new TimeOnly(1, 30)));
        Assert.Equal(new DateTime(2026, 3, 29, 1, 30, 0, DateTimeKind.Utc), London.Utc(change, new TimeOnly(2, 30)));
    }

    [Theory]
    [InlineData("2026-04-04T23:00:00Z", "end of 4 April 2026")]
    [InlineData("2026-04-04T22:30:00Z", "4 April 2026, 11:30pm")]
    public void Midnight_is_the_end_of_the_day_before(string utc, string expected) =>
        Assert.Equal(expected, London.End(DateTime.Parse(utc, null, System.Globalization.DateTimeStyles.AdjustToUniversal)));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(3, 3)]
    [InlineData(7, 8)]
    [InlineData(47, 50)]
    [InlineData(629, 800)]
    [InlineData(1_000, 1_000)]
    [InlineData(1_200, 1_500)]
    [InlineData(1_999_999_999, 2_000_000_000)]
    public void A_chart_ends_at_a_round_number_that_holds_its_highest_bar(int highest, int top)
    {
        var scale = ChartScale.Over(highest);

        Assert.Equal(top, scale.Top);
        Assert.InRange(scale.Lines.Count, 2, 12);
        Assert.Equal((0, top), (scale.Lines[0], scale.Lines[^1]));
    }

    [Fact]
    public void The_median_weighs_by_posts()
    {
        (TimeSpan, long)[] groups = [(TimeSpan.FromHours(20), 3), (TimeSpan.FromMinutes(2), 10), (TimeSpan.FromMinutes(1), 8)];

        Assert.Equal(TimeSpan.FromMinutes(2), Lateness.Median(groups));
        Assert.Equal(TimeSpan.FromMinutes(1), Lateness.Median(groups[2..]));
        Assert.Equal(TimeSpan.Zero, Lateness.Median([]));
        Assert.Equal(TimeSpan.Zero, Lateness.Of(TimeSpan.FromDays(-1)));
    }
}
