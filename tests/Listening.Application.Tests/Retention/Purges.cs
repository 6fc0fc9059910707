using System.Text;
using Listening.Application.Retention;
using Listening.Application.Storage;
using Listening.Application.Tests.Pipeline;
using Listening.Application.Triage;
using Listening.Core.Querying;
using Listening.Core.Retention;
using Listening.Core.Triage;
using Listening.TestSupport.Servers;
using Listening.TestSupport.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Listening.Application.Tests.Retention;

public abstract class Purges(Func<Task<TestDatabase>> database) : PipelineTest(database)
{
    private const string Noise = "ICO presale is live, join the token sale before the bitcoin moon";

    private int _search;

    protected override RetentionSettings Retention => new(BatchSize: 3);

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _search = await Pipeline.AddSearchAsync("mentions", "ico OR apple");
    }

    [AvailableFact]
    public async Task Deletes_what_is_due_with_matches_and_items_and_nothing_else()
    {
        await CollectAsync("old", "apple");
        Clock.Advance(TimeSpan.FromDays(1));
        await CollectAsync("young", "apple");
        await Pipeline.RouteAsync();

        Clock.Advance(TimeSpan.FromDays(4) - TimeSpan.FromSeconds(1));
        Assert.Equal(0, (await Pipeline.PurgeAsync()).Posts);
        Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, (await Pipeline.PurgeAsync()).Posts);

        var young = (await RowOfAsync("young"))!.Id;
        Assert.Equal([young], (await RowsAsync<PostRow>()).Select(post => post.Id));
        Assert.Equal([young], (await RowsAsync<MatchRow>()).Select(match => match.PostId));
        Assert.Equal([young], (await RowsAsync<TriageItemRow>()).Select(item => item.PostId));
    }

    [AvailableFact]
    public async Task Deletes_the_oldest_first_in_bounded_batches_each_with_its_entry()
    {
        var first = Clock.UtcNow;
        for (var i = 0; i < 8; i++)
        {
            await CollectAsync($"{i}", "apple");
            Clock.Advance(TimeSpan.FromMinutes(1));
        }

        Clock.UtcNow = first.AddDays(6);
        await Pipeline.PurgeAsync();

        var log = (await RowsAsync<DeletionLogRow>()).OrderBy(entry => entry.Id).ToList();
        Assert.Equal([3, 3, 2], log.Select(entry => entry.Posts));
        Assert.Equal([3, 3, 2], log.Select(entry => entry.Matches));
        var due = first.AddDays(5);
        Assert.Equal([due, due.AddMinutes(3), due.AddMinutes(6)], log.Select(entry => entry.OldestDueAt));
        Assert.Equal([due.AddMinutes(2), due.AddMinutes(5), due.AddMinutes(7)], log.Select(entry => entry.NewestDueAt));
        Assert.All(log, entry => Assert.Equal((first.AddDays(6), DeletionReason.LimitPassed), (entry.DeletedAt, entry.Reason)));
    }

    [AvailableFact]
    public async Task Logs_each_queue_and_rule_by_itself()
    {
        await CollectAsync("noise", Noise);
        await CollectAsync("asked", "How do I contact the ICO about my case?");
        await Pipeline.RouteAsync();
        await CollectAsync("unrouted", "apple");

        Clock.Advance(TimeSpan.FromDays(5));
        await Pipeline.PurgeAsync();

        var log = (await RowsAsync<DeletionLogRow>()).Select(entry => (entry.Queue, entry.Rule, entry.RuleHours, entry.Posts)).ToHashSet();
        Assert.Equal(
            new HashSet<(TriageQueue?, RetentionRule, int, int)>
            {
                (TriageQueue.Noise, RetentionRule.Noise, 24, 1),
                (TriageQueue.Enquiry, RetentionRule.Standard, 120, 1),
                (null, RetentionRule.Standard, 120, 1),
            },
            log);
    }

    [AvailableFact]
    public async Task Logs_nothing_of_the_posts()
    {
        await CollectAsync("canary-id", "canarytext apple");
        await Pipeline.RouteAsync();
        var post = await RowOfAsync("canary-id");
        Clock.Advance(TimeSpan.FromDays(5));
        await Pipeline.PurgeAsync();

        var row = await RawLogRowAsync();
        Assert.DoesNotContain("canary", row, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Convert.ToHexString(post!.IdHash), row, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToHexString(post.ContentHash), row, StringComparison.Ordinal);
        // The scan would see it if it were there.
        Assert.Contains("LimitPassed=1", row, StringComparison.Ordinal);
    }

    [AvailableFact]
    public async Task Deletes_noise_after_a_day_and_the_rest_later()
    {
        await CollectAsync("noise", Noise);
        await CollectAsync("kept", "apple");
        await Pipeline.RouteAsync();

        Clock.Advance(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1));
        Assert.Equal(0, (await Pipeline.PurgeAsync()).Posts);
        Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, (await Pipeline.PurgeAsync()).Posts);
        Assert.Equal(["kept"], (await Pipeline.HeldAsync()).Keys);
    }

    [AvailableFact]
    public async Task Purges_all_at_once_after_six_days_of_standing_still()
    {
        for (var i = 0; i < 10; i++) await CollectAsync($"{i}", i % 2 == 0 ? "apple" : Noise);
        await Pipeline.RouteAsync();

        Clock.Advance(TimeSpan.FromDays(6) + TimeSpan.FromHours(12));
        Assert.Equal(10, (await Pipeline.PurgeAsync()).Posts);

        Assert.Equal(0, await CountAsync<PostRow>() + await CountAsync<MatchRow>() + await CountAsync<TriageItemRow>());
        Assert.Empty(Directory.EnumerateFiles(Pipeline.KeyFolder, "2026-03-10.*"));
    }

    [AvailableFact]
    public async Task Goes_on_where_an_interrupted_purge_stopped()
    {
        for (var i = 0; i < 7; i++) await CollectAsync($"{i}", "apple");
        Clock.Advance(TimeSpan.FromDays(5));
        using var stop = new CancellationTokenSource();
        var watching = Task.Run(async () =>
        {
            while (await CountAsync<DeletionLogRow>() == 0) await Task.Delay(1);
            await stop.CancelAsync();
        });

        await Record.ExceptionAsync(() => Pipeline.Get<RetentionService>().PurgeAsync(stop.Token));
        await watching;
        var deleted = 7 - await CountAsync<PostRow>();
        Assert.Equal(deleted, (await RowsAsync<DeletionLogRow>()).Sum(entry => entry.Posts));
        Assert.Equal(await CountAsync<PostRow>(), await CountAsync<MatchRow>());

        Assert.Equal(7 - deleted, (await Pipeline.PurgeAsync()).Posts);
        Assert.Equal(0, await CountAsync<PostRow>());
        Assert.Equal(7, (await RowsAsync<DeletionLogRow>()).Sum(entry => entry.Posts));
    }

    [AvailableFact]
    public async Task Deletes_each_post_once_when_two_purge_at_once()
    {
        for (var i = 0; i < 12; i++) await CollectAsync($"{i}", "apple");
        Clock.Advance(TimeSpan.FromDays(5));

        var done = await Task.WhenAll(Task.Run(Pipeline.PurgeAsync), Task.Run(Pipeline.PurgeAsync));

        Assert.Equal(12, done.Sum(outcome => outcome.Posts));
        Assert.Equal(12, (await RowsAsync<DeletionLogRow>()).Sum(entry => entry.Posts));
        Assert.Equal(0, await CountAsync<PostRow>());
    }

    [AvailableFact]
    public async Task Empties_the_text_index()
    {
        await CollectAsync("due", "apple");
        Clock.Advance(TimeSpan.FromDays(1));
        await CollectAsync("kept", "apple");
        await Pipeline.RouteAsync();
        var index = Pipeline.Get<HeldTextIndex>();
        var query = Query.Parse("apple").Query!;
        Assert.Equal(2, (await index.FindAsync(query, CancellationToken.None)).Count);
        Assert.Equal(2, index.Count);

        Clock.Advance(TimeSpan.FromDays(4));
        await Pipeline.PurgeAsync();

        Assert.Equal(0, index.Count);
        Assert.Equal([(await RowOfAsync("kept"))!.Id], await index.FindAsync(query, CancellationToken.None));
    }

    [AvailableFact]
    public async Task Forgets_runs_and_sign_in_links_after_a_month_and_not_before()
    {
        await CollectAsync("1", "apple");
        await using (var db = Pipeline.Open())
        {
            db.SignInLinks.Add(new SignInLinkRow { TokenHash = new byte[32], AccountId = 1, ExpiresAt = Clock.UtcNow });
            await db.SaveChangesAsync();
        }

        Clock.Advance(TimeSpan.FromDays(30));
        await Pipeline.PurgeAsync();
        Assert.Equal((1, 1), (await CountAsync<CollectionRunRow>(), await CountAsync<SignInLinkRow>()));
        Clock.Advance(TimeSpan.FromSeconds(1));
        await Pipeline.PurgeAsync();
        Assert.Equal((0, 0), (await CountAsync<CollectionRunRow>(), await CountAsync<SignInLinkRow>()));
        Assert.NotEqual(0, await CountAsync<DeletionLogRow>());
    }

    private async Task CollectAsync(string id, string text)
    {
        Source.Add(Post(id, text));
        await Pipeline.CollectAsync(_search);
    }

    // Every column as text, and bytes as hexadecimal digits, whatever the entity says it has.
    private async Task<string> RawLogRowAsync()
    {
        await using var db = Pipeline.Open();
        await db.Database.OpenConnectionAsync();
        using var command = db.CreateCommand("""SELECT * FROM "DeletionLog" """);
        using var reader = await command.ExecuteReaderAsync();
        Assert.True(await reader.ReadAsync());
        var row = new StringBuilder();
        for (var i = 0; i < reader.FieldCount; i++)
        {
            var value = reader.GetValue(i);
            row.Append(reader.GetName(i) == "Reason" ? "LimitPassed" : reader.GetName(i)).Append('=').Append(value is byte[] bytes ? Convert.ToHexString(bytes) : value).Append(';');
        }

        await db.Database.CloseConnectionAsync();
        return row.ToString();
    }
}

public sealed class PurgesOnSqlite() : Purges(TestDatabases.SqliteAsync);

[Needs(Peer.PostgreSql)]
public sealed class PurgesOnPostgreSql() : Purges(TestDatabases.PostgreSqlAsync);

[Needs(Peer.SqlServer)]
public sealed class PurgesOnSqlServer() : Purges(TestDatabases.SqlServerAsync);
