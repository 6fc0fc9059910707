using Listening.Application.Sources;
using Listening.Application.Storage;
using Xunit;

namespace Listening.Application.Tests.Sources;

public class SourceRhythmTests
{
    private static readonly DateTime Monday = new(2026, 3, 2, 0, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void A_source_that_delivered_every_few_minutes_is_silent_after_an_hour_and_not_before()
    {
        var source = Delivering(TimeSpan.FromMinutes(5), 40);

        Assert.False(SourceRhythm.IsSilent(source, source.DeliveredAt!.Value.AddMinutes(60)));
        Assert.True(SourceRhythm.IsSilent(source, source.DeliveredAt!.Value.AddMinutes(61)));
    }

    [Fact]
    public void One_that_is_quiet_every_night_is_not_silent_in_the_morning()
    {
        var source = Row();
        for (var day = 0; day < 5; day++)
        {
            for (var hour = 8; hour < 20; hour++) SourceRhythm.NoteDelivery(source, Monday.AddDays(day).AddHours(hour));
        }

        var last = source.DeliveredAt!.Value;
        Assert.False(SourceRhythm.IsSilent(source, last.AddHours(14)));
        Assert.True(SourceRhythm.IsSilent(source, last.AddHours(53)));
    }

    [Fact]
    public void Nothing_is_concluded_of_a_source_of_which_little_is_known()
    {
        var source = Delivering(TimeSpan.FromMinutes(1), SourceRhythm.EnoughDeliveries - 1);
        Assert.False(SourceRhythm.IsSilent(source, Monday.AddYears(1)));

        SourceRhythm.NoteDelivery(source, source.DeliveredAt!.Value.AddMinutes(1));
        Assert.True(SourceRhythm.IsSilent(source, Monday.AddYears(1)));
    }

    [Fact]
    public void A_long_pause_fades_by_half_in_a_week()
    {
        var source = Delivering(TimeSpan.FromHours(1), 40);
        SourceRhythm.NoteDelivery(source, source.DeliveredAt!.Value.AddDays(4));
        Assert.Equal(TimeSpan.FromDays(16), SourceRhythm.LongestQuiet(source));

        for (var hour = 0; hour < 7 * 24; hour++) SourceRhythm.NoteDelivery(source, source.DeliveredAt!.Value.AddHours(1));

        Assert.InRange(SourceRhythm.LongestQuiet(source)!.Value.TotalDays, 7.9, 8.1);
    }

    [Fact]
    public void A_clock_that_is_put_back_does_no_harm()
    {
        var source = Delivering(TimeSpan.FromMinutes(5), 40);

        SourceRhythm.NoteDelivery(source, Monday.AddDays(-1));

        Assert.Equal(TimeSpan.FromHours(1), SourceRhythm.LongestQuiet(source));
    }

    private static SourceRow Row() => new() { Name = "square", Kind = "square" };

    private static SourceRow Delivering(TimeSpan every, int times)
    {
        var source = Row();
        for (var time = 0; time < times; time++) SourceRhythm.NoteDelivery(source, Monday + every * time);
        return source;
    }
}
