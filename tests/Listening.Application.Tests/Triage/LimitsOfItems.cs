using Listening.Application.Holds;
using Listening.Application.Meetings;
using Listening.Application.Retention;
using Listening.Application.Storage;
using Listening.Application.Triage;
using Listening.Core.Retention;
using Listening.Core.Triage;
using Listening.TestSupport.Servers;
using Listening.TestSupport.Storage;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Listening.Application.Tests.Triage;

/// <summary>An item repeats its post's limit, whatever changes that. Posts are collected at noon of 10 March.</summary>
public abstract class LimitsOfItems(Func<Task<TestDatabase>> database) : TriageTest(database)
{
    [AvailableFact]
    public async Task Follow_noise_when_it_comes_and_when_an_edit_makes_it()
    {
        var (asked, noise, edited) = (await ItemAsync("asked"), await ItemAsync("noise", Noise), await ItemAsync("edited"));
        await CollectAsync(Post("edited", Noise));

        await DueAsync((asked, 120), (noise, 24), (edited, 24));
    }

    [AvailableFact]
    public async Task Follow_a_meeting()
    {
        var (kept, other) = (await ItemAsync("kept"), await ItemAsync("other"));
        var meetings = Pipeline.Get<MeetingService>();
        var (meeting, _) = await meetings.AddAsync(Clock.UtcNow.AddDays(7), By("1"), CancellationToken.None);

        await meetings.KeepAsync(meeting!.Value, [kept], By("1"), CancellationToken.None);

        await DueAsync((kept, 12 * 24), (other, 120));
        Assert.Equal([other, kept], await ListedAsync(new ItemFilter(TriageQueue.Enquiry) { Order = ItemOrder.Due }));
    }

    [AvailableFact]
    public async Task Follow_rules_that_a_second_person_confirmed()
    {
        await Pipeline.Get<RetentionRulebook>().StartAsync(CancellationToken.None);
        var (asked, noise) = (await ItemAsync("asked"), await ItemAsync("noise", Noise));
        var rules = ActivatorUtilities.CreateInstance<RetentionRulebook>(Pipeline.Get<IServiceProvider>(), new RetentionPolicy(48, 12));
        await rules.StartAsync(CancellationToken.None);
        await Pipeline.PurgeAsync();
        await DueAsync((asked, 120), (noise, 24));

        Assert.Null(await rules.DecideAsync(2, confirm: true, By("7"), CancellationToken.None));
        await Pipeline.PurgeAsync();

        await DueAsync((asked, 48), (noise, 12));
    }

    [AvailableFact]
    public async Task Follow_a_deletion_on_the_platform_of_what_a_hold_keeps()
    {
        var (gone, held) = (await ItemAsync("gone"), await ItemAsync("held"));
        var holds = Pipeline.Get<HoldService>();
        var draft = new HoldDraft { Reason = HoldReason.FoiRequest, Reference = "IC-123456", Items = [gone, held], EndsAt = Clock.UtcNow.AddDays(30) };
        var asked = await holds.AskAsync(draft, By("1"), CancellationToken.None);
        await holds.DecideAsync(asked.HoldId!.Value, approve: true, By("2"), CancellationToken.None);
        Assert.True((await Reader.FindAsync(gone, CancellationToken.None))!.IsOnHold);

        Source.AddDeleted("gone");
        await Pipeline.CollectAsync(Search);

        await DueAsync((gone, 0), (held, 120));
        Assert.Equal([held], await ListedAsync(new ItemFilter(TriageQueue.Enquiry)));
        Assert.Equal(1, (await Reader.SummariseAsync(CancellationToken.None)).Sum(queue => queue.Open));
    }

    private async Task DueAsync(params (long Item, int Hours)[] wanted)
    {
        var start = new DateTime(2026, 3, 10, 12, 0, 0, DateTimeKind.Utc);
        var items = (await RowsAsync<TriageItemRow>()).Select(row => (row.PostId, Hours: (row.DueAt - start).TotalHours)).Order();
        var posts = (await RowsAsync<PostRow>()).Select(row => (row.Id, Hours: (row.DueAt - start).TotalHours)).Order();
        Assert.Equal(wanted.Select(one => (one.Item, (double)one.Hours)).Order(), items);
        Assert.Equal(posts, items);
    }
}

public sealed class LimitsOfItemsOnSqlite() : LimitsOfItems(TestDatabases.SqliteAsync);

[Needs(Peer.PostgreSql)]
public sealed class LimitsOfItemsOnPostgreSql() : LimitsOfItems(TestDatabases.PostgreSqlAsync);

[Needs(Peer.SqlServer)]
public sealed class LimitsOfItemsOnSqlServer() : LimitsOfItems(TestDatabases.SqlServerAsync);
