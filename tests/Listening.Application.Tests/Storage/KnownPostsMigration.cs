using Listening.Application.Tests.Pipeline;
using Listening.TestSupport.Servers;
using Listening.TestSupport.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Xunit;

namespace Listening.Application.Tests.Storage;

public abstract class KnownPostsMigration(Func<Task<TestDatabase>> database) : PipelineTest(database)
{
    [AvailableFact]
    public async Task Carries_held_and_deleted_posts_over_in_both_directions()
    {
        var search = await Pipeline.AddSearchAsync("apples", "apple");
        Source.Add(Post("deleted", "an apple"), Post("held", "an apple"));
        await Pipeline.CollectAsync(search);
        Source.AddDeleted("deleted");
        await Pipeline.CollectAsync(search);

        Assert.Equal((1, 0), await MigrateAsync("Log", """SELECT COUNT(*) AS "Value" FROM "Tombstones" """));
        Assert.Equal((2, 1), await MigrateAsync(null, """SELECT COUNT(*) AS "Value" FROM "KnownPosts" """));

        // Both are known as before, and another edit of the one that is held is found by its hash.
        Source.Add(Post("deleted", "an apple"), Post("held", "an apple, edited"));
        var run = await Pipeline.CollectAsync(search);
        Assert.Equal((0, 1), (run!.New, run.Edited));
        Assert.Equal(["held"], (await Pipeline.HeldAsync()).Keys);
    }

    // Rows by the query, and tombstones where the model of today can count them.
    private async Task<(int Rows, int Tombstones)> MigrateAsync(string? migration, string count)
    {
        await using var db = Pipeline.Open();
        await db.GetService<IMigrator>().MigrateAsync(migration);
        return (await db.Database.SqlQueryRaw<int>(count).SingleAsync(), migration is null ? await TombstonesAsync() : 0);
    }
}

public sealed class KnownPostsMigrationOnSqlite() : KnownPostsMigration(TestDatabases.SqliteAsync);

[Needs(Peer.PostgreSql)]
public sealed class KnownPostsMigrationOnPostgreSql() : KnownPostsMigration(TestDatabases.PostgreSqlAsync);

[Needs(Peer.SqlServer)]
public sealed class KnownPostsMigrationOnSqlServer() : KnownPostsMigration(TestDatabases.SqlServerAsync);
