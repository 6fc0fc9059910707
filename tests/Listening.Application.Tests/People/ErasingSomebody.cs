using Listening.Application.Auditing;
using Listening.Application.People;
using Listening.Application.Storage;
using Listening.Application.Triage;
using Listening.Core.Querying;
using Listening.TestSupport.Servers;
using Listening.TestSupport.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Listening.Application.Tests.People;

public abstract class ErasingSomebody(Func<Task<TestDatabase>> database) : PeopleTest(database)
{
    [AvailableFact]
    public async Task Deletes_the_posts_with_all_that_belongs_to_them_and_of_nobody_else()
    {
        await CollectPimAsync();

        var done = await EraseAsync(Ask("@PIM.example"));

        Assert.Equal((3, 3, 0, false), (done.Found, done.Deleted, done.HeldBack, done.Objected));
        Assert.Equal(["hyphen", "longer", "other", "similar"], await HeldIdsAsync());
        Assert.Equal((4, 4, 3), (await CountAsync<MatchRow>(), await CountAsync<TriageItemRow>(), await TombstonesAsync()));
        var log = await RowsAsync<DeletionLogRow>();
        Assert.All(log, entry => Assert.Equal((DeletionReason.PersonAsked, Clock.UtcNow), (entry.Reason, entry.At)));
        Assert.Equal(3, log.Sum(entry => entry.Posts));
    }

    [AvailableFact]
    public async Task Deletes_only_what_the_named_source_gave()
    {
        await CollectPimAsync();

        await EraseAsync(Ask("pim.example", "platform"));

        Assert.Equal(["hyphen", "longer", "other", "p1", "p2", "similar"], await HeldIdsAsync());
    }

    [AvailableFact]
    public async Task Deletes_by_link_only_the_post_under_it()
    {
        await CollectPimAsync();

        await EraseAsync(AskLink("https://social.example/posts/p2"));

        Assert.Equal(["hyphen", "longer", "other", "p1", "p3", "similar"], await HeldIdsAsync());
    }

    [AvailableFact]
    public async Task Keeps_what_a_hold_keeps_and_says_by_which()
    {
        await CollectPimAsync();
        await HoldAsync("IC-hold-2", "p1");
        await HoldAsync("IC-hold-1", "p1", "other");

        var done = await EraseAsync(Ask("pim.example"));

        Assert.Equal((3, 2, 1), (done.Found, done.Deleted, done.HeldBack));
        Assert.Equal(["IC-hold-1", "IC-hold-2"], done.HeldBy);
        Assert.Equal(["hyphen", "longer", "other", "p1", "similar"], await HeldIdsAsync());
        Assert.Equal((3, 2), await CountedAsync());
    }

    [AvailableFact]
    public async Task Lets_a_hold_win_that_is_placed_while_it_deletes()
    {
        await CollectPimAsync();
        var first = (await RowOfAsync("p1"))!.Id;
        await using var db = Pipeline.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await db.Posts.Where(post => post.Id == first).ExecuteUpdateAsync(row => row.SetProperty(p => p.Holds, 1));

        var erasing = Task.Run(() => EraseAsync(Ask("pim.example")));
        await Task.Delay(500);
        Assert.False(erasing.IsCompleted, "The deletion does not wait for the hold, so this test shows nothing.");
        await transaction.CommitAsync();

        var done = await erasing;
        Assert.Equal((3, 2, 1), (done.Found, done.Deleted, done.HeldBack));
        Assert.Contains("p1", await HeldIdsAsync());
    }

    [AvailableFact]
    public async Task Deletes_many_in_batches_and_counts_them_as_one_request()
    {
        await CollectAsync([By("tom.example", "other"), .. Enumerable.Range(0, 1_100).Select(i => By("pim.example", $"{i}"))]);

        var done = await EraseAsync(Ask("pim.example"));

        Assert.Equal(["other"], await HeldIdsAsync());
        Assert.Equal([500, 500, 100], (await RowsAsync<DeletionLogRow>()).OrderBy(entry => entry.Index).Select(entry => entry.Posts));
        Assert.Equal((1_100, 1_100), await CountedAsync());
        Assert.Equal(1_100, done.Deleted);
    }

    [AvailableFact]
    public async Task Is_recorded_with_case_reason_and_counts_even_when_nothing_is_held()
    {
        await CollectPimAsync();
        var done = await EraseAsync(Ask("nobody.example"));

        Assert.Equal((0, 0), await CountedAsync());
        var entry = Assert.Single(await RowsAsync<AuditRow>(), entry => entry.Event == AuditEvents.PersonErased);
        Assert.Equal(("42", $"person-request:{done.RequestId}"), (entry.Actor, entry.Subject));
        Assert.Equal(
            $"Asked for in a test. Case {Reference}: 0 posts found to be deleted unless a hold keeps them. The person objected and nothing outweighs it (UK GDPR, article 17(1)(c)).",
            entry.Reason);
        Assert.Equal(7, (await HeldIdsAsync()).Count());
    }

    [AvailableFact]
    public async Task Leaves_nothing_in_the_text_index()
    {
        await CollectPimAsync();
        var index = Pipeline.Get<HeldTextIndex>();
        Assert.Equal(7, (await index.FindAsync(Query.Parse("apple").Query!, CancellationToken.None)).Count);

        await EraseAsync(Ask("pim.example"));

        Assert.Equal(0, index.Count);
    }

    [AvailableFact]
    public async Task Deletes_what_an_interrupted_one_left_when_it_is_asked_again()
    {
        await CollectAsync([.. Enumerable.Range(0, 1_600).Select(i => By("pim.example", $"{i}"))]);
        using var stop = new CancellationTokenSource();
        var watching = Task.Run(async () =>
        {
            while (await CountAsync<DeletionLogRow>() == 0) await Task.Delay(1);
            await stop.CancelAsync();
        });
        await Record.ExceptionAsync(() => People.EraseAsync(Ask("pim.example"), ErasureReason.Asked, false, Operation, stop.Token));
        await watching;

        var left = await CountAsync<PostRow>();
        Assert.Equal(1_600 - left, (await RowsAsync<DeletionLogRow>()).Sum(entry => entry.Posts));
        Assert.Equal(1_600 - left, (await CountedAsync()).Deleted);
        Assert.Equal(left, (await EraseAsync(Ask("pim.example"))).Deleted);
        Assert.Equal(0, await CountAsync<PostRow>());
    }

    private async Task<(int Found, int Deleted)> CountedAsync()
    {
        var request = Assert.Single(await RowsAsync<PersonRequestRow>());
        Assert.Equal((PersonRequestKind.Erasure, Reference, "42", Clock.UtcNow), (request.Kind, request.Reference, request.DoneBy, request.DoneAt));
        return (request.Found, request.Deleted);
    }
}

public sealed class ErasingSomebodyOnSqlite() : ErasingSomebody(TestDatabases.SqliteAsync);

[Needs(Peer.PostgreSql)]
public sealed class ErasingSomebodyOnPostgreSql() : ErasingSomebody(TestDatabases.PostgreSqlAsync);

[Needs(Peer.SqlServer)]
public sealed class ErasingSomebodyOnSqlServer() : ErasingSomebody(TestDatabases.SqlServerAsync);
