using Listening.Application.Storage;
using Listening.Core.Content;
using Listening.Core.Retention;
using Listening.Core.Routing;
using Listening.Core.Triage;
using Listening.TestSupport.Servers;
using Listening.TestSupport.Storage;
using Xunit;

namespace Listening.Application.Tests.Triage;

/// <summary>What routing does with items that people have worked on, and what people's corrections say of routing.</summary>
public abstract class ItemsAndEdits(Func<Task<TestDatabase>> database) : TriageTest(database)
{
    [AvailableFact]
    public async Task An_edited_post_is_routed_again_only_where_nobody_has_worked_on_it()
    {
        var (moved, closed, noted, untouched) = (await ItemAsync("moved"), await ItemAsync("closed"), await ItemAsync("noted"), await ItemAsync("untouched"));
        await MoveAsync(moved, TriageQueue.OfInterest);
        await CloseAsync(closed, ItemOutcome.Replied);
        await NoteAsync(noted, "Read.");

        Clock.Advance(TimeSpan.FromMinutes(1));
        await CollectAsync([.. new[] { "moved", "closed", "noted", "untouched" }.Select(id => Post(id, Complaint))]);

        Assert.Equal((TriageQueue.OfInterest, ItemState.Open), ((await RowAsync(moved)).Queue, (await RowAsync(moved)).State));
        Assert.Equal((TriageQueue.Enquiry, ItemOutcome.Replied), ((await RowAsync(closed)).Queue, (await RowAsync(closed)).Outcome));
        Assert.Equal(TriageQueue.Enquiry, (await RowAsync(noted)).Queue);
        Assert.Equal(TriageQueue.Complaint, (await RowAsync(untouched)).Queue);
        Assert.All(await RowsAsync<TriageItemRow>(), row => Assert.Equal(1, row.Revision));
        foreach (var item in await Reader.FindAllAsync([moved, closed, noted, untouched], CancellationToken.None))
            Assert.Contains(item.Reasons, reason => reason.Contains("disgrace", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(0, await Pipeline.RouteAsync());
    }

    [AvailableFact]
    public async Task An_edit_that_reads_like_noise_shortens_the_limit_only_where_nobody_has_worked_on_it()
    {
        var (moved, untouched) = (await ItemAsync("moved"), await ItemAsync("untouched"));
        await MoveAsync(moved, TriageQueue.Complaint);
        await NoteAsync(moved, "A real case.");

        await CollectAsync(Post("moved", Noise), Post("untouched", Noise));

        Assert.Equal((TriageQueue.Complaint, Clock.UtcNow.AddDays(5)), ((await RowAsync(moved)).Queue, (await RowAsync(moved)).DueAt));
        Assert.Equal((TriageQueue.Noise, Clock.UtcNow.AddDays(1)), ((await RowAsync(untouched)).Queue, (await RowAsync(untouched)).DueAt));
        Assert.Equal(RetentionRule.Standard, ContentKeyId.FromValue((await RowOfAsync("moved"))!.KeyId).Rule);
        Clock.Advance(TimeSpan.FromDays(4));
        await Pipeline.PurgeAsync();
        var kept = await Reader.FindAsync(moved, CancellationToken.None);
        Assert.Equal(Noise, kept!.Post!.Text);
        Assert.NotEmpty(kept.Reasons);
        Assert.Equal("A real case.", (await HistoryAsync(moved))[^1].Words);
    }

    [AvailableFact]
    public async Task A_correction_keeps_what_routing_had_decided_and_nothing_of_the_post()
    {
        var (item, other) = (await ItemAsync("1"), await ItemAsync("2", Complaint));
        await CloseAsync(other);
        Clock.Advance(TimeSpan.FromMinutes(5));

        await DoAsync(item, ItemActionKind.Moved, act => act with { Queue = TriageQueue.FoiIntelligence, MoveReason = MoveReason.Context, Words = "Pat Example wrote it." });

        var kept = Assert.Single(await RowsAsync<RoutingCorrectionRow>());
        Assert.Equal((item, Clock.UtcNow, TriageQueue.Enquiry, TriageQueue.FoiIntelligence), (kept.PostId, kept.At, kept.FromQueue, kept.ToQueue));
        Assert.Equal((MoveReason.Context, "enquiry", RoutingRules.Default.Version, false), (kept.Reason, kept.RuleId, kept.RuleSetVersion, kept.Undone));
        Assert.Equal(0.85, kept.Confidence, 3);

        Clock.Advance(TimeSpan.FromDays(6));
        Assert.Equal(2, (await Pipeline.PurgeAsync()).Posts);
        Assert.Equal(1, await CountAsync<RoutingCorrectionRow>());
    }

    [AvailableFact]
    public async Task A_correction_can_hold_no_more_text_than_a_rules_name_and_version()
    {
        await using var db = Pipeline.Open();
        var texts = db.Model.FindEntityType(typeof(RoutingCorrectionRow))!.GetProperties()
            .Where(column => column.ClrType == typeof(string) || column.ClrType == typeof(byte[])).Select(column => column.Name).Order();

        Assert.Equal([nameof(RoutingCorrectionRow.RuleId), nameof(RoutingCorrectionRow.RuleSetVersion)], texts);
    }
}

public sealed class ItemsAndEditsOnSqlite() : ItemsAndEdits(TestDatabases.SqliteAsync);

[Needs(Peer.PostgreSql)]
public sealed class ItemsAndEditsOnPostgreSql() : ItemsAndEdits(TestDatabases.PostgreSqlAsync);

[Needs(Peer.SqlServer)]
public sealed class ItemsAndEditsOnSqlServer() : ItemsAndEdits(TestDatabases.SqlServerAsync);
