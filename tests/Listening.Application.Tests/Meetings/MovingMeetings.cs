using Listening.Application.Auditing;
using Listening.Application.Meetings;
using Listening.Application.Retention;
using Listening.Application.Storage;
using Listening.Core.Content;
using Listening.Core.Retention;
using Listening.Core.Triage;
using Listening.TestSupport.Servers;
using Listening.TestSupport.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Listening.Application.Tests.Meetings;

public abstract class MovingMeetings(Func<Task<TestDatabase>> database) : MeetingTest(database)
{
    [AvailableFact]
    public async Task An_earlier_date_shortens_and_a_later_one_lengthens_what_is_kept_for_this_meeting_alone()
    {
        await CollectAsync("ours");
        await CollectAsync("theirs");
        await CollectAsync("usual");
        var (ours, theirs) = (await AddAsync(days: 7), await AddAsync(days: 8));
        await KeepAsync(ours, "ours");
        await KeepAsync(theirs, "theirs");
        var start = Clock.UtcNow;

        Assert.Equal(new MeetingMoved(0, 1), (await Changes.MoveAsync(ours, 0, start.AddDays(3), Operation, None)).Moved);
        Assert.Equal(start.AddDays(8), await DueAsync("ours"));
        Assert.Equal(new MeetingMoved(1, 0), (await Changes.MoveAsync(ours, 1, start.AddDays(20), Operation, None)).Moved);
        Assert.Equal(start.AddDays(25), await DueAsync("ours"));

        Assert.Equal(start.AddDays(13), await DueAsync("theirs"));
        Assert.Equal(start.AddDays(5), await DueAsync("usual"));
        Assert.Equal((start.AddDays(20), 2), ((await MeetingAsync(ours)).HeldAt, (await MeetingAsync(ours)).Version));
        Assert.Equal(
            ["Test. From 2026-03-17 12:00 UTC to 2026-03-13 12:00 UTC; 0 posts are kept longer, 1 go sooner.", "Test. From 2026-03-13 12:00 UTC to 2026-03-30 12:00 UTC; 1 posts are kept longer, 0 go sooner."],
            (await EntriesAsync(AuditEvents.MeetingMoved)).Select(entry => entry.Reason));
    }

    [AvailableFact]
    public async Task However_often_it_is_moved_nothing_is_kept_beyond_thirty_one_days()
    {
        await CollectAsync("1");
        var meeting = await AddAsync(days: 7);
        await KeepAsync(meeting, "1");
        var latest = Clock.UtcNow.AddDays(31);
        Clock.Advance(TimeSpan.FromDays(6));
        await MoveAsync(meeting, days: 14);
        Clock.Advance(TimeSpan.FromDays(13));
        Assert.Null(await MoveAsync(meeting, days: 30));

        Assert.Equal(latest, await DueAsync("1"));
        Clock.Advance(TimeSpan.FromDays(12));
        Assert.Equal(1, (await Pipeline.PurgeAsync()).Posts);
    }

    [AvailableFact]
    public async Task What_was_kept_and_not_yet_sealed_outlives_the_key_of_its_day()
    {
        await CollectAsync("1");
        var meeting = await AddAsync(days: 1);
        await using (var db = Pipeline.Open())
            await db.Posts.ExecuteUpdateAsync(row => row.SetProperty(post => post.MeetingId, meeting).SetProperty(post => post.Rule, RetentionRule.Meeting));

        await MoveAsync(meeting, days: 7);
        Clock.Advance(TimeSpan.FromDays(6));
        await Pipeline.PurgeAsync();

        Assert.Equal(ContentKeyId.ForMeeting(meeting).Value, (await RowOfAsync("1"))!.KeyId);
        Assert.Equal("apple", (await Pipeline.HeldAsync())["1"].Text);
    }

    [AvailableFact]
    public async Task What_is_due_already_does_not_come_back_and_noise_stays_noise()
    {
        await CollectAsync("due");
        await CollectAsync("noise");
        await CollectAsync("decoy");
        var meeting = await AddAsync(days: 2);
        await KeepAsync(meeting, "due", "noise", "decoy");
        var noise = (await RowOfAsync("noise"))!;
        await using (var db = Pipeline.Open())
        {
            await db.Posts.Where(post => post.Id != noise.Id).ExecuteUpdateAsync(row => row.SetProperty(post => post.DueAt, Clock.UtcNow.AddDays(1)));
            await db.TriageItems.Where(item => item.PostId == noise.Id).ExecuteUpdateAsync(row => row.SetProperty(item => item.Queue, TriageQueue.Noise));
            var decoy = (await RowOfAsync("decoy"))!.Id;
            await db.Posts.Where(post => post.Id == decoy).ExecuteUpdateAsync(row => row.SetProperty(post => post.DueAt, Clock.UtcNow.AddDays(7)));
        }

        Clock.Advance(TimeSpan.FromDays(1));
        Assert.Null(await MoveAsync(meeting, days: 10));

        Assert.Equal(Clock.UtcNow, (await RowOfAsync("due"))!.DueAt);
        Assert.Equal(noise.DueAt, (await RowOfAsync("noise"))!.DueAt);
        Assert.Equal(Clock.UtcNow.AddDays(15), await DueAsync("decoy"));
        Assert.Equal(1, (await Pipeline.PurgeAsync()).Posts);
    }

    [AvailableFact]
    public async Task Refuses_the_past_what_is_too_far_ahead_another_version_and_a_closed_meeting()
    {
        await CollectAsync("1");
        var meeting = await AddAsync(days: 7);
        await KeepAsync(meeting, "1");
        var due = await DueAsync("1");

        Assert.Equal("The meeting lies in the past.", await MoveAsync(meeting, days: 0));
        Assert.StartsWith("The meeting is further ahead", await MoveAsync(meeting, days: 31.1), StringComparison.Ordinal);
        Assert.Equal("The meeting is at that time already.", await MoveAsync(meeting, days: 7));
        Assert.Equal("Somebody has moved the meeting meanwhile. Look at it again.", (await Changes.MoveAsync(meeting, 4, Clock.UtcNow.AddDays(9), Operation, None)).Refusal);
        Assert.Equal("There is no meeting 99.", (await Changes.MoveAsync(99, 0, Clock.UtcNow.AddDays(9), Operation, None)).Refusal);
        await CloseAsync(meeting);
        Assert.Equal($"Meeting {meeting} is closed.", await MoveAsync(meeting, days: 9));
        Assert.Empty(await EntriesAsync(AuditEvents.MeetingMoved));
        Assert.NotEqual(due, await DueAsync("1"));
    }

    [AvailableFact]
    public async Task Closing_lets_what_is_kept_go_five_days_later_at_the_latest_and_nothing_later_than_before()
    {
        await CollectAsync("long");
        var (meeting, other) = (await AddAsync(days: 20), await AddAsync(days: 20));
        await KeepAsync(meeting, "long");
        Clock.Advance(TimeSpan.FromDays(1));
        await CollectAsync("soon");
        await CollectAsync("other");
        await KeepAsync(meeting, "soon");
        await KeepAsync(other, "other");
        await using (var db = Pipeline.Open())
        {
            var id = (await RowOfAsync("soon"))!.Id;
            await db.Posts.Where(post => post.Id == id).ExecuteUpdateAsync(row => row.SetProperty(post => post.DueAt, Clock.UtcNow.AddDays(2)));
            await db.TriageItems.Where(item => item.PostId == id).ExecuteUpdateAsync(row => row.SetProperty(item => item.DueAt, Clock.UtcNow.AddDays(2)));
        }

        Assert.Equal(1, (await Changes.CloseAsync(meeting, 0, Operation, None)).Sooner);

        Assert.Equal(Clock.UtcNow.AddDays(5), await DueAsync("long"));
        Assert.Equal(Clock.UtcNow.AddDays(2), await DueAsync("soon"));
        Assert.Equal(Clock.UtcNow.AddDays(24), await DueAsync("other"));
        Assert.Equal(Clock.UtcNow, (await MeetingAsync(meeting)).ClosedAt);
        await Pipeline.Get<RetentionRulebook>().StartAsync(None);
        var why = await Pipeline.Get<RetentionExplainer>().WhyAsync((await RowOfAsync("long"))!.Id, None);
        Assert.EndsWith("because it is kept until 5 days after its meeting was closed on 11.", why!.Sentence(at => $"{at.Day}"), StringComparison.Ordinal);
        Assert.Equal("Test. 1 posts go sooner; all are gone by 2026-03-16 12:00 UTC.", Assert.Single(await EntriesAsync(AuditEvents.MeetingClosed)).Reason);
        Clock.Advance(TimeSpan.FromDays(5));
        Assert.Equal(2, (await Pipeline.PurgeAsync()).Posts);
        Assert.Equal(["other"], (await Pipeline.HeldAsync()).Keys);
        Assert.DoesNotContain($"meeting.{meeting}.key", Directory.GetFiles(Pipeline.KeyFolder).Select(Path.GetFileName));
    }

    [AvailableFact]
    public async Task Nothing_is_kept_for_a_closed_meeting_and_it_is_offered_to_nobody()
    {
        await CollectAsync("1");
        var (closed, open) = (await AddAsync(days: 7), await AddAsync(days: 8));
        await CloseAsync(closed);

        Assert.Equal($"There is no meeting {closed} ahead.", (await Meetings.KeepAsync(closed, [(await RowOfAsync("1"))!.Id], Operation, None)).Refusal);
        Assert.Equal([open], (await Meetings.AheadAsync(Clock.UtcNow, None)).Select(row => row.Id));
        Assert.Equal($"Meeting {closed} is closed.", await CloseAsync(closed));
        Assert.Empty(await EntriesAsync(AuditEvents.KeptForMeeting));
    }

    [AvailableFact]
    public async Task A_post_that_a_hold_keeps_stays_whatever_becomes_of_the_meeting()
    {
        await CollectAsync("held");
        await CollectAsync("decoy");
        var meeting = await AddAsync(days: 7);
        await KeepAsync(meeting, "held", "decoy");
        var held = (await RowOfAsync("held"))!.Id;
        await using (var db = Pipeline.Open())
        {
            db.Add(new HoldRow { Reason = HoldReason.FoiRequest, Reference = "IC-1", PostIds = $"[{held}]", State = HoldState.InForce, AskedBy = "2", AskedAt = Clock.UtcNow, EndsAt = Clock.UtcNow.AddDays(60) });
            await db.SaveChangesAsync();
        }

        await Pipeline.PurgeAsync();
        await CloseAsync(meeting);
        Clock.Advance(TimeSpan.FromDays(6));

        Assert.Equal(1, (await Pipeline.PurgeAsync()).Posts);
        Assert.Equal("apple", (await Pipeline.HeldAsync())["held"].Text);
    }
}

public sealed class MovingMeetingsOnSqlite() : MovingMeetings(TestDatabases.SqliteAsync);

[Needs(Peer.PostgreSql)]
public sealed class MovingMeetingsOnPostgreSql() : MovingMeetings(TestDatabases.PostgreSqlAsync);

[Needs(Peer.SqlServer)]
public sealed class MovingMeetingsOnSqlServer() : MovingMeetings(TestDatabases.SqlServerAsync);
