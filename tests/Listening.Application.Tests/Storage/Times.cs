using Listening.Application.Auditing;
using Listening.Application.Storage;
using Listening.Application.Tests.Pipeline;
using Listening.TestSupport.Servers;
using Listening.TestSupport.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Listening.Application.Tests.Storage;

public abstract class Times(Func<Task<TestDatabase>> database) : PipelineTest(database)
{
    // Microseconds, which is as fine as every provider keeps.
    private static readonly DateTime At = new DateTime(2026, 3, 29, 1, 30, 0, DateTimeKind.Utc).AddTicks(1_234_560);

    [AvailableTheory]
    [InlineData(DateTimeKind.Local)]
    [InlineData(DateTimeKind.Unspecified)]
    public async Task Refuses_a_time_that_is_not_UTC(DateTimeKind kind)
    {
        await using var db = Pipeline.Open();
        db.Record(new OperationContext("system", DateTime.SpecifyKind(At, kind), "Test."), AuditEvents.SignedIn, "account:1");

        var refused = await Assert.ThrowsAnyAsync<Exception>(() => db.SaveChangesAsync());

        Assert.Contains($"A time of kind {kind} was about to be stored", refused.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync<AuditRow>());
    }

    [AvailableFact]
    public async Task Gives_times_back_as_UTC_and_compares_them()
    {
        await using (var db = Pipeline.Open())
        {
            foreach (var at in new[] { At.AddSeconds(-1), At, At.AddSeconds(1) })
                db.Record(new OperationContext("system", at, "Test."), AuditEvents.SignedIn, "account:1");
            await db.SaveChangesAsync();
        }

        var read = await RowsAsync<AuditRow>();
        Assert.All(read, entry => Assert.Equal(DateTimeKind.Utc, entry.At.Kind));
        Assert.Contains(read, entry => entry.At == At);
        Assert.Equal(2, await CountAsync<AuditRow>(entry => entry.At <= At));
        Assert.Equal(1, await CountAsync<AuditRow>(entry => entry.At < At));
    }

    [AvailableFact]
    public async Task Finds_due_a_post_at_its_very_second_and_not_a_moment_before()
    {
        var search = await Pipeline.AddSearchAsync("apples", "apple");
        Clock.UtcNow = At;
        Source.Add(Post("1", "an apple"));
        await Pipeline.CollectAsync(search);
        var dialect = Pipeline.Get<IStorageDialect>();
        await using var db = Pipeline.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();

        Assert.Empty(await dialect.ClaimDueAsync(db, At.AddDays(5).AddMicroseconds(-1), 10, CancellationToken.None));
        var due = Assert.Single(await dialect.ClaimDueAsync(db, At.AddDays(5), 10, CancellationToken.None));
        Assert.Equal((At.AddDays(5), DateTimeKind.Utc), (due.DueAt, due.DueAt.Kind));
    }

    [AvailableFact]
    public async Task Migrates_a_database_that_is_up_to_date_without_changing_it()
    {
        var search = await Pipeline.AddSearchAsync("apples", "apple");

        await Pipeline.Get<DatabaseStart>().MigrateAsync(CancellationToken.None);
        await Pipeline.Get<Application.Collection.SourceCatalog>().RegisterAsync(CancellationToken.None);

        Assert.Equal(search, Assert.Single(await RowsAsync<SavedSearchRow>()).Id);
        Assert.Equal(["list", "platform"], (await RowsAsync<SourceRow>()).Select(source => source.Name).Order(StringComparer.Ordinal));
    }
}

public sealed class TimesOnSqlite() : Times(TestDatabases.SqliteAsync);

[Needs(Peer.PostgreSql)]
public sealed class TimesOnPostgreSql() : Times(TestDatabases.PostgreSqlAsync);

[Needs(Peer.SqlServer)]
public sealed class TimesOnSqlServer() : Times(TestDatabases.SqlServerAsync);
