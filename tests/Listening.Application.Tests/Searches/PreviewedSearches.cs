using Listening.Application.Auditing;
using Listening.Application.Collection;
using Listening.Application.Searches;
using Listening.Application.Storage;
using Listening.Application.Tests.Pipeline;
using Listening.Core.Content;
using Listening.Core.Routing;
using Listening.Core.Sources;
using Listening.Core.Triage;
using Listening.TestSupport.Servers;
using Listening.TestSupport.Storage;
using Xunit;

namespace Listening.Application.Tests.Searches;

public abstract class PreviewedSearches(Func<Task<TestDatabase>> database) : PipelineTest(database)
{
    [AvailableFact]
    public async Task A_preview_says_what_would_be_found_and_lost_and_where_it_would_go()
    {
        Source.Add(Post("1", "how do I pay the data protection fee?"), Post("2", "a fee for my kettle"), Post("3", "nothing of this"), Post("4", "kettle"));
        var search = await Pipeline.AddSearchAsync("fees", "fee OR kettle");
        await Pipeline.CollectAsync(search);
        await Pipeline.RouteAsync();
        var inForce = (await Pipeline.Get<SearchReader>().FindAsync("fees", CancellationToken.None))!.Overview;

        var preview = await Pipeline.Get<SearchPreviews>().LookAsync(Draft("fee"), inForce, CancellationToken.None);
        var fresh = await Pipeline.Get<SearchPreviews>().LookAsync(Draft("kettle"), null, CancellationToken.None);
        var elsewhere = await Pipeline.Get<SearchPreviews>().LookAsync(Draft("fee") with { Sources = ["platform"] }, inForce, CancellationToken.None);

        Assert.Equal((3, 2, 0, 1), (preview.Held, preview.Matching, preview.Added, preview.Lost));
        Assert.Equal(["2", "1"], preview.Newest.Select(found => found.Post.Id));
        Assert.Equal("fee", Assert.Single(preview.Newest[1].Spans) is var span ? preview.Newest[1].Post.Text.Substring(span.Start, span.Length) : "");
        Assert.Equal(TriageQueue.Enquiry, preview.Newest[1].Decision!.Queue);
        Assert.Equal("4", Assert.Single(preview.NewestLost).Post.Id);
        Assert.Equal(2, preview.Queues.Sum(queue => queue.Value));
        Assert.Equal((2, 2, 0), (fresh.Matching, fresh.Added, fresh.Lost));
        Assert.Equal((0, 3), (elsewhere.Matching, elsewhere.Lost));
        Assert.Equal(1, await CountAsync<SearchVersionRow>());
    }

    [AvailableFact]
    public async Task A_trial_of_the_sources_stores_nothing_and_moves_no_checkpoint()
    {
        Source.Add(Post("1", "a fee"), Post("2", "a pear"));
        await Pipeline.AddSearchAsync("decoy", "plum");

        var trial = Assert.Single(await Pipeline.Get<SourceTrials>().AskAsync(Draft("fee"), CancellationToken.None));

        Assert.Equal(("list", null, 2, 1), (trial.Source, trial.Problem, trial.Read, trial.Matching));
        Assert.Equal("1", Assert.Single(trial.Posts).Post.Id);
        Assert.Equal(0, await CountAsync<PostRow>() + await CountAsync<CheckpointRow>() + await CountAsync<CollectionRunRow>() + await CountAsync<OutboxRow>());
    }

    [AvailableFact]
    public async Task A_trial_says_why_a_source_gave_nothing_and_asks_the_others_all_the_same()
    {
        Source.Instead = () => SourceRead.Failed(SourceFailureKind.Unavailable, "The server answers with status 503.");
        Pipeline.Platform.Add(Post("1", "a fee"));

        var trials = await Pipeline.Get<SourceTrials>().AskAsync(Draft("fee") with { Sources = ["platform", "list"] }, CancellationToken.None);

        Assert.Equal([("list", "The server answers with status 503.", 0), ("platform", null, 1)], trials.Select(trial => (trial.Source, trial.Problem, trial.Matching)));
        Assert.Equal(0, (await RowsAsync<SourceRow>()).Sum(source => source.Failures));
    }

    [AvailableFact]
    public async Task A_trial_shows_nobody_who_objected()
    {
        Source.Add(Post("1", "a fee"), Post("2", "a fee as well"));
        var hash = Pipeline.Get<IContentKeys>().HashAuthor(Post("1", "").Author);
        await using (var db = Pipeline.Open())
        {
            db.Objections.Add(new ObjectionRow { AuthorHash = hash, SourceId = Pipeline.Get<SourceCatalog>().Find("list")!.Id, ObjectedAt = Clock.UtcNow });
            await db.SaveChangesAsync();
        }

        var trial = Assert.Single(await Pipeline.Get<SourceTrials>().AskAsync(Draft("fee"), CancellationToken.None));

        Assert.Equal("2", Assert.Single(trial.Posts).Post.Id);
        Assert.Equal(1, trial.Matching);
    }

    [AvailableFact]
    public async Task The_overview_counts_seven_days_and_says_what_fails_and_what_is_paused()
    {
        var fees = await Pipeline.AddSearchAsync("fees", "fee");
        var decoy = await Pipeline.AddSearchAsync("decoy", "pear", source: "platform");
        await using (var db = Pipeline.Open())
        {
            db.TriageCounts.AddRange(
                Count(fees, 0, TriageCountKind.Arrived, 6), Count(fees, 6, TriageCountKind.Arrived, 2), Count(fees, 7, TriageCountKind.Arrived, 40),
                Count(fees, 1, TriageCountKind.Noise, 1), Count(fees, 1, TriageCountKind.Replied, 3), Count(fees, 1, TriageCountKind.WithinHour, 9),
                Count(decoy, 0, TriageCountKind.Arrived, 500), Count(0, 0, TriageCountKind.Arrived, 500));
            await db.SaveChangesAsync();
        }

        Source.Instead = () => SourceRead.Failed(SourceFailureKind.Unavailable, "Away.");
        await Pipeline.CollectAsync(fees);
        await Pipeline.Get<SearchChanges>().PauseAsync("decoy", OperationContext.System(Clock, "Test."), CancellationToken.None);

        var list = await Pipeline.Get<SearchReader>().ListAsync(CancellationToken.None);
        Assert.Equal([("decoy", SearchState.Paused), ("fees", SearchState.Failing)], list.Select(search => (search.Name, search.State)));
        Assert.Equal((8, 4, 0.25), (list[1].Found, list[1].Closed, list[1].NoiseShare!.Value));
        Assert.Equal((500, null), (list[0].Found, list[0].NoiseShare));
        var details = (await Pipeline.Get<SearchReader>().FindAsync("fees", CancellationToken.None))!;
        Assert.Equal(("list", "Away."), (Assert.Single(details.Runs).Source, details.Runs[0].Row.Problem));
        Assert.Null(await Pipeline.Get<SearchReader>().FindAsync("nothing", CancellationToken.None));
    }

    private TriageCountRow Count(int search, int daysAgo, TriageCountKind kind, int count) =>
        new() { Day = DateOnly.FromDateTime(Clock.UtcNow).AddDays(-daysAgo), Queue = TriageQueue.Enquiry, SearchId = search, Kind = kind, Count = count };

    private static SearchDraft Draft(string query) =>
        new() { Name = "fees", Query = query, Sources = ["list"], Schedule = new SearchSchedule(null, TimeSpan.FromMinutes(5)), Purpose = SearchPurpose.Fee };
}

public sealed class PreviewedSearchesOnSqlite() : PreviewedSearches(TestDatabases.SqliteAsync);

[Needs(Peer.PostgreSql)]
public sealed class PreviewedSearchesOnPostgreSql() : PreviewedSearches(TestDatabases.PostgreSqlAsync);

[Needs(Peer.SqlServer)]
public sealed class PreviewedSearchesOnSqlServer() : PreviewedSearches(TestDatabases.SqlServerAsync);
