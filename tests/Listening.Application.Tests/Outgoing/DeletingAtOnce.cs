using Listening.Application.Auditing;
using Listening.Application.Holds;
using Listening.Application.Outgoing;
using Listening.Application.Storage;
using Listening.Core.Outgoing;
using Listening.TestSupport.Servers;
using Listening.TestSupport.Storage;
using Xunit;

namespace Listening.Application.Tests.Outgoing;

/// <summary>Items that are deleted as soon as the case system has them.</summary>
public abstract class DeletingAtOnce(Func<Task<TestDatabase>> database) : SendingTest(database)
{
    protected override OutgoingSettings Settings => base.Settings with { DeletesAfterHandOver = true };

    [AvailableFact]
    public async Task Deletes_what_was_handed_over_and_only_that()
    {
        await AskAsync(SendingKind.PassOn, close: false);
        await AskAsync(SendingKind.HandOver);
        await SendDueAsync();

        Assert.Null(await RowOfAsync("late"));
        Assert.NotNull(await RowOfAsync("other"));
        Assert.Empty(await RowsAsync<SendingRow>());
        Assert.Equal((DeletionReason.HandedOver, 1), Assert.Single((await RowsAsync<DeletionLogRow>()).Select(entry => (entry.Reason, entry.Posts))));
        Assert.Contains((await RowsAsync<AuditRow>()), entry => entry.Event == AuditEvents.SendingSent && entry.Reason.EndsWith("Reference IC-123456.", StringComparison.Ordinal));
        Assert.Equal(1, await CountAsync<TriageCountRow>(count => count.Kind == TriageCountKind.HandedOver && count.SearchId == 0 && count.Count == 1));
    }

    [AvailableFact]
    public async Task Keeps_what_a_hold_keeps()
    {
        var draft = new HoldDraft { Reason = HoldReason.FoiRequest, Reference = "IC-1", Items = [Item], EndsAt = Clock.UtcNow.AddDays(30) };
        var hold = (await Pipeline.Get<HoldService>().AskAsync(draft, By("1"), CancellationToken.None)).HoldId!.Value;
        await Pipeline.Get<HoldService>().DecideAsync(hold, approve: true, By("2"), CancellationToken.None);
        await AskAsync(SendingKind.HandOver);
        await SendDueAsync();

        Assert.NotNull(await RowOfAsync("late"));
        Assert.Equal("IC-123456", Assert.Single(await RowsAsync<SendingRow>()).Reference);
    }

    [AvailableFact]
    public async Task Keeps_what_the_case_system_gave_no_reference_for()
    {
        Cases.Answers.Enqueue(() => SendOutcome.Sent(problem: "No reference."));
        await AskAsync(SendingKind.HandOver);
        await SendDueAsync();

        Assert.NotNull(await RowOfAsync("late"));
    }
}

public sealed class DeletingAtOnceOnSqlite() : DeletingAtOnce(TestDatabases.SqliteAsync);

[Needs(Peer.PostgreSql)]
public sealed class DeletingAtOnceOnPostgreSql() : DeletingAtOnce(TestDatabases.PostgreSqlAsync);

[Needs(Peer.SqlServer)]
public sealed class DeletingAtOnceOnSqlServer() : DeletingAtOnce(TestDatabases.SqlServerAsync);
