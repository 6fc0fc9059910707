using Listening.Application.Auditing;
using Listening.Application.Storage;
using Listening.Application.Tests.Pipeline;
using Listening.Core.Auditing;
using Listening.TestSupport.Servers;
using Listening.TestSupport.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Listening.Application.Tests.Auditing;

/// <summary>How entries come into the log, on every database.</summary>
public abstract class Appends(Func<Task<TestDatabase>> database) : PipelineTest(database)
{
    private long _before;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _before = await SizeAsync();
    }

    [AvailableFact]
    public async Task Of_a_reason_that_is_longer_than_its_column_keep_its_beginning_and_the_change()
    {
        await using (var db = Pipeline.Open())
        {
            db.Record(new OperationContext("system", Clock.UtcNow, new string('x', 5_000)), AuditEvents.IncidentOpened, "key:test");
            await db.SaveChangesAsync();
        }

        var entry = Assert.Single(await RowsAsync<AuditRow>(), row => row.Subject == "key:test");
        Assert.Equal(new string('x', 999) + "…", entry.Reason);
    }

    [AvailableFact]
    public async Task Of_many_connections_at_once_leave_no_gap_and_give_no_place_twice()
    {
        const int Connections = 6, Transactions = 15;
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(connection => Task.Run(async () =>
        {
            for (var i = 0; i < Transactions; i++)
            {
                await using var db = Pipeline.Open();
                for (var entry = 0; entry <= i % 3; entry++) Record(db, $"connection:{connection}");
                if (i % 2 == 0) db.SignInLinks.Add(new SignInLinkRow { TokenHash = Guid.NewGuid().ToByteArray(), AccountId = connection, ExpiresAt = Clock.UtcNow });
                await db.SaveChangesAsync();
            }
        })));

        var expected = _before + (Connections * Transactions * 2);
        Assert.Equal(Enumerable.Range(0, (int)expected).Select(index => (long)index), (await RowsAsync<AuditRow>()).Select(row => row.Index).Order());
        Assert.Equal(expected, await SizeAsync());
        await IsWholeAsync();
    }

    [AvailableFact]
    public async Task Keep_what_is_appended_while_it_is_verified()
    {
        using var stop = new CancellationTokenSource();
        var appending = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                await AppendAsync("more");
                await Pipeline.Get<LogCheckpoints>().SignAsync(CancellationToken.None);
            }
        });
        for (var i = 0; i < 10; i++) await IsWholeAsync();
        await stop.CancelAsync();
        await appending;
    }

    [AvailableFact]
    public async Task Come_with_their_change_or_not_at_all()
    {
        await using (var db = Pipeline.Open())
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            Record(db, "rolled-back");
            await db.SaveChangesAsync();
            await transaction.RollbackAsync();
        }

        await using (var db = Pipeline.Open())
        {
            // Not committed, as when the process ends between change and log.
            await using var transaction = await db.Database.BeginTransactionAsync();
            db.SignInLinks.Add(new SignInLinkRow { TokenHash = [1], AccountId = 1, ExpiresAt = Clock.UtcNow });
            Record(db, "abandoned");
            await db.SaveChangesAsync();
        }

        await using (var db = Pipeline.Open())
        {
            // A pooled context that somebody left in the middle must not bring what is not its own.
            await using var transaction = await db.Database.BeginTransactionAsync();
            await transaction.CommitAsync();
        }

        Assert.Equal((_before, 0), (await SizeAsync(), await CountAsync<SignInLinkRow>()));
        await AppendAsync("kept");
        Assert.Equal("kept", Assert.Single(await RowsAsync<AuditRow>(), row => row.Index == _before).Subject);
        await IsWholeAsync();
    }

    [AvailableFact]
    public async Task Take_the_change_back_when_the_log_cannot_be_written()
    {
        await using (var db = Pipeline.Open()) await db.LogHead.ExecuteDeleteAsync();
        await using (var db = Pipeline.Open())
        {
            db.SignInLinks.Add(new SignInLinkRow { TokenHash = [1], AccountId = 1, ExpiresAt = Clock.UtcNow });
            Record(db, "impossible");
            await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync());
            Assert.Equal(0, await CountAsync<SignInLinkRow>());

            // The same context saves both when it can.
            await using (var repair = Pipeline.Open())
            {
                repair.LogHead.Add(new LogHeadRow { Size = _before });
                await repair.SaveChangesAsync();
            }

            await db.SaveChangesAsync();
        }

        Assert.Equal((1, _before + 1), (await CountAsync<SignInLinkRow>(), await SizeAsync()));
    }

    [AvailableFact]
    public async Task Stand_in_the_order_in_which_they_were_recorded_and_say_when_they_are_earlier()
    {
        await using (var db = Pipeline.Open())
        {
            foreach (var (subject, seconds) in new[] { ("a", 10.0), ("b", 7.5), ("c", 7.5), ("d", 20.0) })
                db.Record(new OperationContext("system", Clock.UtcNow.AddSeconds(seconds), "Test."), AuditEvents.SignedIn, subject);
            await db.SaveChangesAsync();
        }

        await AppendAsync("e");
        Assert.Equal(
            [("a", null), ("b", 3L), ("c", null), ("d", null), ("e", 20L)],
            (await RowsAsync<AuditRow>()).Where(row => row.Index >= _before).OrderBy(row => row.Index).Select(row => (row.Subject, row.ClockBack)));
        Assert.Equal((2L, 20L), ((await IsWholeAsync()).ClockBacks, (await IsWholeAsync()).FurthestBack));
    }

    [AvailableFact]
    public async Task Of_thousands_at_once_fit_their_hashes_and_hold_whatever_text_and_time_there_is()
    {
        var texts = new[] { "", "“quotes” \"straight\" \\ \n\t\u0001", "ʻokina 漢字 😀", "half a pair: \ud83d", new string('x', 1_000) };
        await using (var db = Pipeline.Open())
        {
            await db.AppendAsync(
                [.. Enumerable.Range(0, 3_000).Select(i => new AuditRow
                {
                    At = Clock.UtcNow.AddTicks(i),
                    Actor = "system",
                    Event = AuditEvents.SignedIn,
                    Subject = $"entry:{i}",
                    // Half a pair is refused by PostgreSQL before it is written.
                    Reason = texts[Database == "PostgreSql" && i % 5 == 3 ? 0 : i % 5],
                })],
                CancellationToken.None);
        }

        Assert.Equal(_before + 3_000, (await IsWholeAsync()).Entries);
    }

    [AvailableFact]
    public async Task Are_never_changed_or_taken_back()
    {
        await AppendAsync("entry");
        await using var db = Pipeline.Open();
        var entry = await db.AuditEntries.FirstAsync();
        entry.Reason = "Another reason.";
        Assert.Contains("never changed or deleted", (await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync())).Message, StringComparison.Ordinal);
        db.Entry(entry).State = EntityState.Deleted;
        await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync());
    }

    private string Database => Pipeline.Database.Provider;

    private void Record(ListeningDbContext db, string subject) => db.Record(OperationContext.System(Clock, "Test."), AuditEvents.SignedIn, subject);

    private async Task AppendAsync(string subject)
    {
        await using var db = Pipeline.Open();
        Record(db, subject);
        await db.SaveChangesAsync();
    }

    private async Task<long> SizeAsync()
    {
        await using var db = Pipeline.Open();
        return await db.LogHead.Select(head => head.Size).SingleAsync();
    }

    private async Task<LogVerdict> IsWholeAsync()
    {
        var outside = new CheckpointFolder(Pipeline.Get<AuditSettings>().CheckpointFolder!);
        var verdict = await Pipeline.Get<LogVerification>().VerifyAsync(outside, [], CancellationToken.None);
        Assert.Null(verdict.Fault);
        return verdict;
    }
}

public sealed class AppendsOnSqlite() : Appends(TestDatabases.SqliteAsync);

[Needs(Peer.PostgreSql)]
public sealed class AppendsOnPostgreSql() : Appends(TestDatabases.PostgreSqlAsync);

[Needs(Peer.SqlServer)]
public sealed class AppendsOnSqlServer() : Appends(TestDatabases.SqlServerAsync);
