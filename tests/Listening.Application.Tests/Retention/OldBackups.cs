using Listening.Application.Content;
using Listening.Application.Storage;
using Listening.Application.Tests.Pipeline;
using Listening.TestSupport.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Listening.Application.Tests.Retention;

/// <summary>A copy of the database is made on day three and put back on day nine; the keys are in no backup.</summary>
public sealed class OldBackups() : PipelineTest(TestDatabases.SqliteAsync)
{
    [Fact]
    public async Task Hold_nothing_that_can_be_read_and_are_purged_before_anything_is_served()
    {
        var search = await Pipeline.AddSearchAsync("apples", "apple");
        Source.Add(Post("old", "an apple of the first day"));
        await Pipeline.CollectAsync(search);
        await Pipeline.RouteAsync();
        Clock.Advance(TimeSpan.FromDays(3));
        await Pipeline.PurgeAsync();
        var backup = Path.Combine(Pipeline.Database.DataFolder, "backup.db");
        await using (var db = Pipeline.Open()) await db.Database.ExecuteSqlAsync($"VACUUM INTO {backup}");
        Assert.Equal("an apple of the first day", (await Pipeline.HeldAsync())["old"].Text);

        Clock.Advance(TimeSpan.FromDays(6));
        await Pipeline.PurgeAsync();
        Source.Add(Post("new", "an apple of the ninth day"));
        await Pipeline.CollectAsync(search);
        PutBack(backup);

        var row = Assert.Single(await RowsAsync<PostRow>());
        Assert.Null(Pipeline.Get<PostContent>().Open(row.Content, row.KeyId, row.IdHash));
        Assert.Empty(Pipeline.Get<PostContent>().OpenReasons(Assert.Single(await RowsAsync<TriageItemRow>()).Reasons, row.KeyId, row.IdHash));

        Assert.Equal(1, (await Pipeline.PurgeAsync()).Posts);
        Assert.Equal(0, await CountAsync<PostRow>() + await CountAsync<MatchRow>() + await CountAsync<TriageItemRow>());
        // Keys that the old copy does not know to be destroyed are no loss.
        Assert.Empty(await RowsAsync<IncidentRow>());
    }

    private void PutBack(string backup)
    {
        SqliteConnection.ClearAllPools();
        var database = Path.Combine(Pipeline.Database.DataFolder, "listening.db");
        foreach (var ending in new[] { "-wal", "-shm" }) File.Delete(database + ending);
        File.Copy(backup, database, overwrite: true);
    }
}
