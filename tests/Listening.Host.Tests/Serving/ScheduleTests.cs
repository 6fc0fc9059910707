using Listening.Application.Auditing;
using Listening.Application.Searches;
using Listening.Application.Sources;
using Listening.Host.Configuration;
using Listening.Sources.BlueskyStream;
using Listening.Sources.Feeds;
using Listening.TestSupport.Servers;
using Microsoft.EntityFrameworkCore;
using Quartz;
using Xunit;

namespace Listening.Host.Tests.Serving;

public sealed class ScheduleTests : IDisposable
{
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(30);
    private readonly ServiceFolder _folder = new();

    [Fact]
    public async Task There_is_one_job_for_each_search_and_source_whatever_happens_to_the_search()
    {
        _folder.Record(1, 3);
        var options = _folder.Options();
        options.Sources["second"] = options.Sources["recording"];
        options.Searches["letters"] = new SearchOptions { Query = "letter", Sources = ["recording", "second"], EverySeconds = 60 };
        await using var service = await RunningService.StartAsync(options);
        await JobsAsync(service, 3);
        var searches = service.Get<SearchService>();
        var operation = OperationContext.Console(TimeProvider.System, "Test.");

        Assert.Null((await searches.RemoveAsync("letters", operation, CancellationToken.None)).Refusal);
        await JobsAsync(service, 1);

        var again = new SearchDraft { Name = "letters", Query = "letter", Sources = ["second"], Schedule = new SearchSchedule("0 0 3 * * ?", null) };
        Assert.Null((await searches.AddAsync(again, operation, CancellationToken.None)).Refusal);
        await JobsAsync(service, 2);
        Assert.Contains("0 0 3 * * ?", await SchedulesAsync(service));

        // Between two looks of the schedule: the job of the old version has to go all the same.
        await searches.RemoveAsync("letters", operation, CancellationToken.None);
        Assert.Null((await searches.AddAsync(again with { Schedule = new SearchSchedule("0 0 4 * * ?", null) }, operation, CancellationToken.None)).Refusal);
        await Eventually.TrueAsync(async () => (await SchedulesAsync(service)).Contains("0 0 4 * * ?"), "the job keeps its old schedule", _limit);
        Assert.DoesNotContain("0 0 3 * * ?", await SchedulesAsync(service));
        await JobsAsync(service, 2);
    }

    [Fact]
    public async Task A_stream_has_one_job_for_all_its_searches_which_passes_on_when_its_search_goes()
    {
        _folder.Record(1, 3);
        var options = _folder.Options();
        options.Sources["brook"] = new SourceOptions
        {
            Kind = SourceKind.BlueskyStream,
            BlueskyStream = new BlueskyStreamOptions { Service = new Uri($"ws://127.0.0.1:{LoopbackPorts.Take()}"), AllowPrivateAddresses = true },
        };
        options.Searches["apples"] = new SearchOptions { Query = "apple", Sources = ["brook"], EverySeconds = 60 };
        options.Searches["pears"] = new SearchOptions { Query = "pear", Sources = ["brook"], Cron = "0 0 3 * * ?" };
        await using var service = await RunningService.StartAsync(options);
        await JobsAsync(service, 2);
        var first = await FollowerAsync(service);

        Assert.Null((await service.Get<SearchService>().RemoveAsync("apples", OperationContext.Console(TimeProvider.System, "Test."), CancellationToken.None)).Refusal);

        await Eventually.TrueAsync(async () => await FollowerAsync(service) is { } next && next != first, "the job stayed with the search that is gone", _limit);
        await JobsAsync(service, 2);
    }

    [Fact]
    public async Task A_run_that_is_asked_for_runs_at_once_and_a_paused_search_has_no_job()
    {
        _folder.Record(1, 3);
        var options = _folder.Options();
        options.Searches["letters"] = new SearchOptions { Query = "letter", Sources = ["recording"], Cron = "0 0 3 1 1 ? 2099" };
        await using var service = await RunningService.StartAsync(options);
        await JobsAsync(service, 2);
        var letters = (await service.Get<SearchService>().ListAsync(CancellationToken.None)).Single(search => search.Name == "letters").Id;
        var operation = OperationContext.Console(TimeProvider.System, "Test.");

        // As from another process: only the log knows of it.
        Assert.Null((await service.Get<SearchRuns>().AskAsync("letters", operation, CancellationToken.None)).Refusal);
        await Eventually.TrueAsync(
            async () => await service.ReadAsync(db => db.CollectionRuns.AnyAsync(run => run.SearchId == letters && run.FinishedAt != null)), "it did not run", _limit);
        Assert.Equal(2099, (await service.ReadAsync(db => db.CollectionRuns.Where(run => run.SearchId == letters).Select(run => run.NextDueAt).FirstAsync()))!.Value.Year);

        Assert.Null((await service.Get<SearchChanges>().PauseAsync("letters", operation, CancellationToken.None)).Refusal);
        await JobsAsync(service, 1);
        Assert.Null((await service.Get<SearchChanges>().ResumeAsync("letters", operation, CancellationToken.None)).Refusal);
        await JobsAsync(service, 2);
    }

    [Fact]
    public async Task A_restart_keeps_jobs_and_place_and_stores_nothing_twice()
    {
        _folder.Record(1, 250);
        List<string> jobs;
        string? cursor;
        await using (var before = await RunningService.StartAsync(_folder.Options()))
        {
            await before.RoutedAsync(250);
            await JobsAsync(before, 1);
            jobs = [.. (await before.CollectionJobsAsync()).Select(job => job.Key.ToString())];
            cursor = await before.ReadAsync(db => db.Checkpoints.Select(row => row.Cursor).SingleAsync());
        }

        _folder.Record(251, 10);
        await using var service = await RunningService.StartAsync(_folder.Options());
        await service.RoutedAsync(260);

        Assert.Equal(jobs, (await service.CollectionJobsAsync()).Select(job => job.Key.ToString()));
        Assert.Equal(260, (await service.HeldAsync()).Select(post => post.Id).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal((260, 260), (await service.ReadAsync(db => db.Posts.CountAsync()), await service.ReadAsync(db => db.Matches.CountAsync())));
        Assert.Equal(260, await service.ReadAsync(db => db.CollectionRuns.SumAsync(run => run.Read)));
        Assert.NotEqual(cursor, await service.ReadAsync(db => db.Checkpoints.Select(row => row.Cursor).SingleAsync()));
    }

    [Fact]
    public async Task A_source_that_fails_keeps_no_other_from_being_read()
    {
        _folder.Record(1, 50);
        var options = _folder.Options();
        var nobody = new Uri($"http://127.0.0.1:{LoopbackPorts.Take()}/feed");
        options.Sources["broken"] = new SourceOptions { Kind = SourceKind.Feed, Feed = new FeedOptions { Url = nobody, AllowPrivateAddresses = true } };
        options.Searches["fees"].Sources.Insert(0, "broken");

        await using var service = await RunningService.StartAsync(options);
        await service.Get<SourcePermissions>().RecordAsync(
            "broken", new PermissionDraft("Terms, version 1", new DateOnly(2026, 3, 1), "Plan 1", "Reading what is said."), OperationContext.System(TimeProvider.System, "Test."), CancellationToken.None);
        await service.RoutedAsync(50);
        await Eventually.TrueAsync(async () => await FailuresAsync(service, "broken") > 0, "no failure was noted", _limit);

        Assert.Equal(0, await FailuresAsync(service, "recording"));
        _folder.Record(51, 5);
        await service.RoutedAsync(55);
        Assert.Equal(55, await service.ReadAsync(db => db.TriageItems.CountAsync()));
    }

    public void Dispose() => _folder.Dispose();

    private static async Task<string?> FollowerAsync(RunningService service) =>
        (await service.CollectionJobsAsync()).SingleOrDefault(job => job.Key.Name.StartsWith("stream-", StringComparison.Ordinal))?.JobDataMap.GetString("search");

    private static Task<int> FailuresAsync(RunningService service, string source) =>
        service.ReadAsync(db => db.Sources.Where(row => row.Name == source).Select(row => row.Failures).SingleAsync());

    private static Task JobsAsync(RunningService service, int count) => Eventually.TrueAsync(
        async () => (await service.CollectionJobsAsync()).Count == count,
        async () => $"{(await service.CollectionJobsAsync()).Count} jobs instead of {count}", _limit);

    private static async Task<IReadOnlyList<string?>> SchedulesAsync(RunningService service)
    {
        var scheduler = await service.Get<ISchedulerFactory>().GetScheduler();
        var schedules = new List<string?>();
        foreach (var job in await service.CollectionJobsAsync())
            schedules.AddRange((await scheduler.GetTriggersOfJob(job.Key)).Select(trigger => (trigger as ICronTrigger)?.CronExpressionString));
        return schedules;
    }
}
