using System.Globalization;
using Listening.Application.Auditing;
using Listening.Core.Triage;
using Listening.Web.Tests.Site;
using Listening.Web.Wording;

namespace Listening.Web.Tests.Wording;

public class WordingTests
{
    public static TheoryData<string[]> TimeLeftCases => CaseFile.Read("Wording/time-left.cases", 3);

    [Fact]
    public void Every_audit_event_has_words_for_people() =>
        Assert.DoesNotContain(AuditEvents.All, @event => EventWording.Words(@event) == @event);

    [Theory]
    [MemberData(nameof(TimeLeftCases))]
    public void Says_how_long_a_post_is_still_there(string[] cells)
    {
        var due = TestSite.Now + TimeSpan.Parse(cells[0], CultureInfo.InvariantCulture);

        Assert.Equal(new TimeLeft(cells[1], cells[2] == "red"), TimeLeft.Between(TestSite.Now, due));
    }

    [Fact]
    public void Writes_times_as_people_in_the_united_kingdom_read_them()
    {
        var clock = new Clock(new FixedTime(TestSite.Now), null);

        Assert.Equal("UK time", clock.ZoneName);
        Assert.Equal("4 March 2026, 9:30am", clock.Local(TestSite.Now));
        Assert.Equal("4 July 2026, 10:30am", clock.Local(new DateTime(2026, 7, 4, 9, 30, 0, DateTimeKind.Utc)));
        Assert.Equal("1 July 2026, 12:05am", clock.Local(new DateTime(2026, 6, 30, 23, 5, 0, DateTimeKind.Utc)));
        Assert.Equal("2026-03-04T09:30:00Z", Clock.Machine(TestSite.Now));
    }

    [Fact]
    public void Writes_times_in_the_zone_that_is_set()
    {
        var clock = new Clock(new FixedTime(TestSite.Now), "America/New_York");

        Assert.Equal("4 March 2026, 4:30am", clock.Local(TestSite.Now));
        Assert.Equal("America/New_York", clock.ZoneName);
    }

    [Theory]
    [InlineData(-30, "just now", "now")]
    [InlineData(90, "1 minute ago", "in 1 minute")]
    [InlineData(7_300, "2 hours ago", "in 2 hours")]
    [InlineData(200_000, "2 days ago", "in 2 days")]
    public void Says_when_something_was_and_will_be(int seconds, string ago, string until)
    {
        var clock = new Clock(new FixedTime(TestSite.Now), null);

        Assert.Equal(ago, clock.Ago(TestSite.Now.AddSeconds(-seconds)));
        Assert.Equal(until, clock.Until(TestSite.Now.AddSeconds(seconds)));
    }

    [Fact]
    public void Every_queue_has_a_title_and_a_purpose_of_its_own()
    {
        Assert.Equal(7, TriageQueues.All.Select(queue => queue.Title()).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(7, TriageQueues.All.Select(queue => queue.Purpose()).Distinct(StringComparer.Ordinal).Count());
    }
}
