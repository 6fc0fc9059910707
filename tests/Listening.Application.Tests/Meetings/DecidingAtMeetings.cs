using Listening.Application.Auditing;
using Listening.Application.Foi;
using Listening.Application.Meetings;
using Listening.Application.Storage;
using Listening.Core.Foi;
using Listening.TestSupport.Servers;
using Listening.TestSupport.Storage;
using Xunit;

namespace Listening.Application.Tests.Meetings;

public abstract class DecidingAtMeetings(Func<Task<TestDatabase>> database) : MeetingTest(database)
{
    [AvailableFact]
    public async Task Figures_count_what_is_kept_for_the_meeting_and_surely_about_the_authority()
    {
        var meeting = await PrepareAsync();
        Assert.Null(await Agenda.AddAsync(meeting, 1, Operation, None));

        var view = (await Pipeline.Get<MeetingReader>().FindAsync(meeting, Clock.UtcNow, None))!;

        var (entry, now) = Assert.Single(view.Agenda);
        Assert.Equal("Ambleford Borough Council", entry.Name);
        Assert.Equal((3, 2), (now.Posts, now.Authors));
        Assert.Equal([(FoiSignalKind.Overdue, 2), (FoiSignalKind.Refused, 1)], now.Signals);
        Assert.Equal([(2, "Wexmoor Police", 1)], view.Others.Select(other => (other.Id, other.Name, other.Now.Posts)));
        Assert.Equal((5, 1), (view.All.Posts, view.WithoutAuthority));
        Assert.Equal(Clock.UtcNow.AddDays(12), view.LastDueAt);
    }

    [AvailableFact]
    public async Task A_decision_keeps_its_figures_when_the_posts_are_gone()
    {
        var meeting = await PrepareAsync();
        await Agenda.AddAsync(meeting, 1, Operation, None);

        Assert.Null(await Agenda.DecideAsync(meeting, 1, MeetingDecision.Write, "IC-123456", Operation, None));
        Clock.Advance(TimeSpan.FromDays(12));
        Assert.Equal(7, (await Pipeline.PurgeAsync()).Posts);

        var view = (await Pipeline.Get<MeetingReader>().FindAsync(meeting, Clock.UtcNow, None))!;
        var (entry, now) = Assert.Single(view.Agenda);
        Assert.Equal(0, now.Posts);
        Assert.Equal((MeetingDecision.Write, "IC-123456", "1"), (entry.Row.Decision, entry.Row.Reference, entry.Row.DecidedBy));
        var then = MeetingFigures.Of(entry.Row);
        Assert.Equal((3, 2, 2, 1), (then.Posts, then.Authors, then.Of(FoiSignalKind.Overdue), then.Of(FoiSignalKind.Refused)));
        var audited = Assert.Single(await EntriesAsync(AuditEvents.MeetingDecided));
        Assert.Equal(($"meeting:{meeting}/authority:1", "Test. write, IC-123456."), (audited.Subject, audited.Reason));
    }

    [AvailableFact]
    public async Task What_is_decided_again_takes_the_place_of_what_was_and_the_log_has_both()
    {
        var meeting = await PrepareAsync();
        await Agenda.AddAsync(meeting, 2, Operation, None);
        await Agenda.DecideAsync(meeting, 2, MeetingDecision.RegulatoryAction, "FS-1", Operation, None);

        Assert.Null(await Agenda.DecideAsync(meeting, 2, MeetingDecision.NoAction, null, Operation, None));

        var row = Assert.Single(await RowsAsync<MeetingAuthorityRow>());
        Assert.Equal((MeetingDecision.NoAction, (string?)null, 1), (row.Decision!.Value, row.Reference, row.Posts));
        Assert.Equal(2, (await EntriesAsync(AuditEvents.MeetingDecided)).Count);
    }

    [AvailableFact]
    public async Task An_authority_is_on_the_agenda_once_and_comes_off_until_it_is_decided()
    {
        var meeting = await AddAsync(days: 7);
        Assert.Null(await Agenda.AddAsync(meeting, 1, Operation, None));
        Assert.Null(await Agenda.AddAsync(meeting, 1, Operation, None));
        Assert.Null(await Agenda.AddAsync(meeting, 2, Operation, None));
        Assert.Single(await EntriesAsync(AuditEvents.MeetingAgendaAdded), entry => entry.Subject == $"meeting:{meeting}/authority:1");

        Assert.Null(await Agenda.RemoveAsync(meeting, 1, Operation, None));
        await Agenda.DecideAsync(meeting, 2, MeetingDecision.Monitor, null, Operation, None);

        Assert.Equal("The authority is not on the agenda.", await Agenda.RemoveAsync(meeting, 1, Operation, None));
        Assert.Equal("It was decided about; that stays on record.", await Agenda.RemoveAsync(meeting, 2, Operation, None));
        Assert.Equal([2], (await RowsAsync<MeetingAuthorityRow>()).Select(row => row.AuthorityId));
        Assert.Single(await EntriesAsync(AuditEvents.MeetingAgendaRemoved));
    }

    [AvailableFact]
    public async Task Refuses_what_is_not_known_not_on_the_agenda_or_not_a_reference()
    {
        var meeting = await AddAsync(days: 7);
        await Agenda.AddAsync(meeting, 1, Operation, None);

        Assert.Equal("There is no such authority.", await Agenda.AddAsync(meeting, 3, Operation, None));
        Assert.Equal("There is no meeting 99.", await Agenda.AddAsync(99, 1, Operation, None));
        Assert.Equal("The authority is not on the agenda.", await Agenda.DecideAsync(meeting, 2, MeetingDecision.Write, null, Operation, None));
        Assert.StartsWith("A reference is", await Agenda.DecideAsync(meeting, 1, MeetingDecision.Write, "Ann Other", Operation, None), StringComparison.Ordinal);
        Assert.Equal("There is no such decision.", await Agenda.DecideAsync(meeting, 1, (MeetingDecision)9, null, Operation, None));
        Assert.Null(Assert.Single(await RowsAsync<MeetingAuthorityRow>()).Decision);
    }

    [AvailableFact]
    public async Task Nothing_is_put_on_taken_off_or_decided_once_it_is_closed()
    {
        var meeting = await AddAsync(days: 7);
        await Agenda.AddAsync(meeting, 1, Operation, None);
        await CloseAsync(meeting);
        var closed = $"Meeting {meeting} is closed.";

        Assert.Equal(closed, await Agenda.AddAsync(meeting, 2, Operation, None));
        Assert.Equal(closed, await Agenda.RemoveAsync(meeting, 1, Operation, None));
        Assert.Equal(closed, await Agenda.DecideAsync(meeting, 1, MeetingDecision.Write, null, Operation, None));
        Assert.Equal([1], (await RowsAsync<MeetingAuthorityRow>()).Select(row => row.AuthorityId));
    }

    [AvailableFact]
    public async Task A_pack_quotes_each_kept_post_under_its_authorities_and_names_no_author()
    {
        var meeting = await PrepareAsync();
        await Agenda.AddAsync(meeting, 1, Operation, None);

        var pack = (await Pipeline.Get<MeetingPacks>().MakeAsync(meeting, Clock.UtcNow, None))!;

        Assert.Equal(5, pack.Posts);
        Assert.Equal([("Ambleford Borough Council", 3), ("Wexmoor Police", 1)], pack.Authorities.Select(authority => (authority.Name, authority.Posts.Count)));
        Assert.Equal(["apple of nobody", "apple perhaps"], pack.WithoutAuthority.Concat(pack.Authorities[1].Posts).Select(post => post.Post!.Text).Order(StringComparer.Ordinal).Where(text => text is "apple of nobody" or "apple perhaps"));
        Assert.All(pack.Authorities.SelectMany(authority => authority.Posts), post => Assert.Equal(Core.Posts.Author.Unknown, post.Post!.Author));
        Assert.Equal([FoiSignalKind.Overdue, FoiSignalKind.Refused], pack.Authorities[0].Posts.Single(post => post.Post!.Text == "apple one").Signals.Select(signal => signal.Kind));
        Assert.Null(await Pipeline.Get<MeetingPacks>().MakeAsync(99, Clock.UtcNow, None));
    }

    [AvailableFact]
    public async Task Auditors_see_what_is_kept_since_when_and_for_which_reasons()
    {
        await CollectAsync("kept");
        var meeting = await AddAsync(days: 7);
        var idle = await AddAsync(days: 9);
        Clock.Advance(TimeSpan.FromHours(1));
        var since = Clock.UtcNow;
        await KeepAsync(meeting, "kept");
        Clock.Advance(TimeSpan.FromHours(1));
        await MoveAsync(meeting, days: 8);

        var list = await Pipeline.Get<MeetingKeepReader>().ListAsync(None);

        Assert.Equal([meeting, idle], list.Select(keeping => keeping.Meeting.Id));
        Assert.Equal((1, 0, since, Clock.UtcNow.AddDays(13).AddHours(-2).AddHours(2)), (list[0].Posts, list[0].OnHold, list[0].Since, list[0].LastDueAt));
        Assert.Equal([AuditEvents.MeetingAdded, AuditEvents.KeptForMeeting, AuditEvents.MeetingMoved], list[0].Entries.Select(entry => entry.Event));
        Assert.Equal((0, (DateTime?)null, (DateTime?)null), (list[1].Posts, list[1].Since, list[1].LastDueAt));
    }

    // Three posts of two authors about authority 1; one about 2; one that is perhaps about 1; and two that are not kept for it.
    private async Task<int> PrepareAsync()
    {
        await CollectAsync("one", "apple one", "pim");
        await CollectAsync("two", "apple two", "pim");
        await CollectAsync("three", "apple three", "ann");
        await CollectAsync("police", "apple perhaps", "joe");
        await CollectAsync("nobody", "apple of nobody", "zed");
        await CollectAsync("other", "apple other", "kim");
        await CollectAsync("unkept", "apple unkept", "lou");
        var (meeting, other) = (await AddAsync(days: 7), await AddAsync(days: 7));
        await KeepAsync(meeting, "one", "two", "three", "police", "nobody");
        await KeepAsync(other, "other");
        await SightAsync("one", 1, SightingState.Counted, FoiSignalKind.Overdue, FoiSignalKind.Refused);
        await SightAsync("two", 1, SightingState.Counted, FoiSignalKind.Overdue);
        await SightAsync("three", 1, SightingState.Counted);
        await SightAsync("police", 2, SightingState.Counted);
        await SightAsync("police", 1, SightingState.Possible, FoiSignalKind.Ignored);
        await SightAsync("nobody", 2, SightingState.Refused);
        await SightAsync("other", 1, SightingState.Counted, FoiSignalKind.Overdue);
        await SightAsync("unkept", 1, SightingState.Counted, FoiSignalKind.Overdue);
        return meeting;
    }
}

public sealed class DecidingAtMeetingsOnSqlite() : DecidingAtMeetings(TestDatabases.SqliteAsync);

[Needs(Peer.PostgreSql)]
public sealed class DecidingAtMeetingsOnPostgreSql() : DecidingAtMeetings(TestDatabases.PostgreSqlAsync);

[Needs(Peer.SqlServer)]
public sealed class DecidingAtMeetingsOnSqlServer() : DecidingAtMeetings(TestDatabases.SqlServerAsync);
