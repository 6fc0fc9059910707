using Listening.Application.Auditing;
using Listening.Application.Storage;
using Listening.Application.Tests.Pipeline;
using Listening.Core.Retention;
using Listening.Core.Triage;
using Listening.TestSupport.Servers;
using Listening.TestSupport.Storage;
using Xunit;

namespace Listening.Application.Tests.Auditing;

public abstract class ReadingTheLog(Func<Task<TestDatabase>> database) : PipelineTest(database)
{
    private DateTime Now => Clock.UtcNow;

    // Days of Greenwich, the last one the clock's own.
    private LogDay[] Days => [.. Enumerable.Range(-3, 4).Select(at => Now.Date.AddDays(at)).Select(day => new LogDay(DateOnly.FromDateTime(day), day, day.AddDays(1)))];

    [AvailableFact]
    public async Task Posts_count_on_the_day_on_which_they_were_due_with_their_delay()
    {
        await AddAsync(
            Deletion(Now.AddDays(-1), 30, TimeSpan.FromMinutes(1)), Deletion(Now.AddDays(-1).AddMinutes(15), 31, TimeSpan.FromMinutes(9)),
            Deletion(Now.AddDays(-1), 4, TimeSpan.FromHours(24)), Deletion(Now.AddDays(-1), 2, TimeSpan.FromMinutes(3), RetentionRule.Noise),
            Deletion(Now.AddDays(-1), 50, TimeSpan.FromDays(-1), reason: DeletionReason.DeletedUpstream), Deletion(Now.AddDays(-9), 70, TimeSpan.Zero));

        var due = await Pipeline.Get<DueReader>().ReadAsync(Days, CancellationToken.None);

        Assert.Equal([0, 4, 63, 0], due.Select(day => day.Done));
        Assert.Equal([(RetentionRule.Standard, 61), (RetentionRule.Noise, 2)], due[2].Deleted.Select(rule => (rule.Key, rule.Value)).OrderBy(rule => rule.Key));
        Assert.Equal((TimeSpan.FromMinutes(9), TimeSpan.FromMinutes(3)), (due[2].Largest, due[2].Median));
        Assert.Equal(TimeSpan.FromHours(24), due[1].Largest);
    }

    [AvailableFact]
    public async Task Posts_past_their_limit_that_are_still_there_are_overdue_or_on_hold()
    {
        var search = await Pipeline.AddSearchAsync("mentions", "ico");
        Source.Add(Post("overdue", "ico one"), Post("held", "ico two"));
        await Pipeline.CollectAsync(search);
        await using (var db = Pipeline.Open())
        {
            var posts = db.Posts.OrderBy(post => post.Id).ToList();
            posts.ForEach(post => post.DueAt = Now.AddDays(-1));
            posts[1].Holds = 1;
            await db.SaveChangesAsync();
        }

        var due = await Pipeline.Get<DueReader>().ReadAsync(Days, CancellationToken.None);

        Assert.Equal([(0, 0), (0, 0), (1, 1), (0, 0)], due.Select(day => (day.Overdue, day.OnHold)));
    }

    [AvailableFact]
    public async Task Deletions_are_counted_by_day_reason_rule_source_and_queue()
    {
        await AddAsync(
            Deletion(Now, 3, TimeSpan.FromMinutes(5)), Deletion(Now.AddHours(1), 4, TimeSpan.FromMinutes(2)), Deletion(Now, 5, TimeSpan.Zero, RetentionRule.Noise, TriageQueue.Noise),
            Deletion(Now.AddDays(-1), 6, TimeSpan.Zero, queue: null));
        var reader = Pipeline.Get<DeletionReader>();

        var all = await reader.CountAsync(Days, new DeletionFilter(), CancellationToken.None);
        var noise = await reader.CountAsync(Days, new DeletionFilter(RetentionRule.Noise, "list", TriageQueue.Noise), CancellationToken.None);

        Assert.Equal(
            [(RetentionRule.Standard, "list", TriageQueue.Enquiry, 7, TimeSpan.FromMinutes(5)), (RetentionRule.Noise, "list", TriageQueue.Noise, 5, TimeSpan.Zero), (RetentionRule.Standard, "list", null, 6, TimeSpan.Zero)],
            all.Select(count => (count.Rule, count.Source, count.Queue, count.Posts, count.Largest)));
        Assert.Equal(5, Assert.Single(noise).Posts);
        Assert.Empty(await reader.CountAsync(Days, new DeletionFilter(Source: "platform"), CancellationToken.None));
    }

    [AvailableFact]
    public async Task Views_are_summed_by_day_and_account()
    {
        await AddAsync(
            View(Now, "10", AuditEvents.ItemViewed, "Opened."), View(Now.AddHours(-1), "10", AuditEvents.ItemViewed, "Opened."), View(Now, "10", AuditEvents.ItemsViewed, "25 shown."),
            View(Now.AddMinutes(-1), "10", AuditEvents.ItemsViewed, "25 shown."), View(Now, "10", AuditEvents.ItemsViewed, "7 shown."), View(Now, "9", AuditEvents.ItemsViewed, "1 shown."),
            View(Now.AddDays(-1), "9", AuditEvents.ItemViewed, "Opened."), View(Now, "9", AuditEvents.SignedIn, "One-time link."), View(Now.AddDays(-9), "9", AuditEvents.ItemViewed, "Opened."));

        var views = await Pipeline.Get<ViewReader>().CountAsync(Days, CancellationToken.None);

        Assert.Equal(
            [new ViewCount(Days[3].Day, "9", 0, 1, 1), new ViewCount(Days[3].Day, "10", 2, 3, 57), new ViewCount(Days[2].Day, "9", 1, 0, 0)],
            views);
    }

    [AvailableFact]
    public async Task Entries_are_read_newest_first_and_counted_by_event()
    {
        foreach (var at in Enumerable.Range(0, 5)) await AddAsync(View(Now.AddHours(-at), $"{at}", at % 2 == 0 ? AuditEvents.ItemViewed : AuditEvents.SignedIn, $"{at}"));
        var reader = Pipeline.Get<EntryReader>();
        var filter = new EntryFilter(AuditEvents.ItemViewed, From: Now.AddHours(-5));

        var first = await reader.ListAsync(filter, null, 2, CancellationToken.None);
        var second = await reader.ListAsync(filter, first.NextBefore, 2, CancellationToken.None);

        // Written newest first, so the last written stands first.
        Assert.Equal(["4", "2"], first.Entries.Select(entry => entry.Actor));
        Assert.Equal("0", Assert.Single(second.Entries).Actor);
        Assert.Null(second.NextBefore);
        Assert.Equal("2", Assert.Single((await reader.ListAsync(filter with { Actor = "2", To = Now }, null, 9, CancellationToken.None)).Entries).Reason);
        Assert.Equal([(AuditEvents.ItemViewed, 3, Now), (AuditEvents.SignedIn, 2, Now.AddHours(-1))],
            (await reader.CountAsync(Now.AddHours(-5), Now.AddHours(1), CancellationToken.None)).Where(count => count.Event is AuditEvents.ItemViewed or AuditEvents.SignedIn).Select(count => (count.Event, count.Times, count.LastAt)));
    }

    private static AuditRow View(DateTime at, string actor, string @event, string reason) =>
        new() { At = at, Actor = actor, Event = @event, Subject = "queue:enquiry", Reason = reason };

    private static DeletionLogRow Deletion(
        DateTime at, int posts, TimeSpan late, RetentionRule rule = RetentionRule.Standard, TriageQueue? queue = TriageQueue.Enquiry, DeletionReason reason = DeletionReason.LimitPassed) => new()
        {
            At = at,
            Reason = reason,
            SourceId = 1,
            Queue = queue,
            Rule = rule,
            RuleHours = 120,
            Posts = posts,
            OldestDueAt = at - late,
            NewestDueAt = at - late,
        };

    private async Task AddAsync(params object[] rows)
    {
        await using var db = Pipeline.Open();
        db.AddRange(rows);
        await db.SaveChangesAsync();
    }
}

public sealed class ReadingTheLogOnSqlite() : ReadingTheLog(TestDatabases.SqliteAsync);

[Needs(Peer.PostgreSql)]
public sealed class ReadingTheLogOnPostgreSql() : ReadingTheLog(TestDatabases.PostgreSqlAsync);

[Needs(Peer.SqlServer)]
public sealed class ReadingTheLogOnSqlServer() : ReadingTheLog(TestDatabases.SqlServerAsync);
