using Listening.Application.Access;
using Listening.Application.Storage;
using Listening.Application.Tests.Triage;
using Listening.Application.Triage;
using Listening.Core.Triage;
using Listening.TestSupport.Servers;
using Listening.TestSupport.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Xunit;

namespace Listening.Application.Tests.Storage;

public abstract class TriageMigration(Func<Task<TestDatabase>> database) : TriageTest(database)
{
    [AvailableFact]
    public async Task Carries_items_over_with_their_posts_limit_and_source_as_open_ones_that_nobody_has()
    {
        var there = await Pipeline.AddSearchAsync("there", "ico", source: "platform");
        var (asked, noise) = (await ItemAsync("asked"), await ItemAsync("noise", Noise));
        Pipeline.Platform.Add(Post("there", Complaint));
        await Pipeline.CollectAsync(there, "platform");
        await Pipeline.RouteAsync();
        await CloseAsync(asked);

        // Before, items had neither state nor limit: what they say afterwards comes from the migration.
        await MigrateAsync("KnownPosts");
        await MigrateAsync(null);

        Assert.Equal(3, await CountAsync<TriageItemRow>());
        foreach (var (id, source, hours) in new[] { ("asked", "list", 120), ("noise", "list", 24), ("there", "platform", 120) })
        {
            var post = (await RowOfAsync(id, source))!;
            var item = await RowAsync(post.Id);
            Assert.Equal((Clock.UtcNow.AddHours(hours), post.SourceId), (item.DueAt, item.SourceId));
            Assert.Equal((ItemState.Open, null, null, 0, null), (item.State, item.AssignedTo, item.Outcome, item.Version, item.FirstActionAt));
        }

        Assert.Equal([asked], await ListedAsync(new ItemFilter(TriageQueue.Enquiry) { Source = "list" }));
        Assert.Equal([noise], await ListedAsync(new ItemFilter(TriageQueue.Noise)));
        await CloseAsync(asked);
    }

    [AvailableFact]
    public async Task Lets_accounts_that_could_do_everything_do_everything_and_gives_new_ones_nothing()
    {
        int[] before = [await AddAccountAsync(null), await AddAccountAsync(null, StaffRole.Auditor)];
        await MigrateAsync("KnownPosts");
        await MigrateAsync(null);
        var after = await AddAccountAsync(null);

        var roles = (await RowsAsync<AccountRoleRow>()).ToLookup(row => row.AccountId, row => row.Role);
        foreach (var account in before) Assert.Equal(Enum.GetValues<StaffRole>(), roles[account].Order());
        Assert.Empty(roles[after]);
    }

    private async Task MigrateAsync(string? migration)
    {
        await using var db = Pipeline.Open();
        await db.GetService<IMigrator>().MigrateAsync(migration);
    }
}

public sealed class TriageMigrationOnSqlite() : TriageMigration(TestDatabases.SqliteAsync);

[Needs(Peer.PostgreSql)]
public sealed class TriageMigrationOnPostgreSql() : TriageMigration(TestDatabases.PostgreSqlAsync);

[Needs(Peer.SqlServer)]
public sealed class TriageMigrationOnSqlServer() : TriageMigration(TestDatabases.SqlServerAsync);
