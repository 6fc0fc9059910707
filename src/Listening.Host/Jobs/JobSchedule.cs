using System.Globalization;
using Listening.Application.Collection;
using Listening.Application.Searches;
using Listening.Core.Sources;
using Listening.Host.Configuration;
using Quartz;

namespace Listening.Host.Jobs;

/// <summary>Keeps the scheduler's jobs the same as the saved searches, whoever changed them, runs at once those that somebody asked for, and keeps the purge, the look at held posts and the look at the log on their intervals.</summary>
internal sealed partial class JobSchedule(
    ISchedulerFactory schedulers, SearchCatalog searches, SearchRuns runs, SourceCatalog sources, ListeningOptions options, TimeProvider time, ILogger<JobSchedule> logger)
    : BackgroundService
{
    private const string CollectionGroup = "collection";
    private static readonly JobKey Retention = new("purge", "retention");
    private static readonly JobKey LogWatch = new("log-watch", "retention");
    private static readonly TimeSpan FirstWatch = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan WatchInterval = TimeSpan.FromHours(1);
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(3);
    private static readonly JobKey UpstreamCheck = new("upstream-check", "retention");
    private static readonly JobKey Digest = new("digest", "notices");
    private static readonly TimeSpan UpstreamInterval = TimeSpan.FromMinutes(10);

    // A run follows the stream for a minute; the next begins where it ended.
    private static readonly SearchSchedule FollowStream = new(null, TimeSpan.FromSeconds(5));

    private SearchSnapshot? _scheduled;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var scheduler = await schedulers.GetScheduler(stoppingToken);
        await ScheduleAsync<RetentionJob>(scheduler, Retention, TimeSpan.FromMinutes(options.Retention.EveryMinutes), TimeSpan.FromMinutes(options.Retention.EveryMinutes), stoppingToken);
        await ScheduleAsync<LogWatchJob>(scheduler, LogWatch, FirstWatch, WatchInterval, stoppingToken);
        await ScheduleAsync<UpstreamCheckJob>(scheduler, UpstreamCheck, FirstWatch, UpstreamInterval, stoppingToken);
        if (options.Digest is not null) await ScheduleAsync<DigestJob>(scheduler, Digest, FirstWatch, UpstreamInterval, stoppingToken);
        else await scheduler.DeleteJob(Digest, stoppingToken);
        long? seen = null;
        using var timer = new PeriodicTimer(LookInterval, time);
        do
        {
            try
            {
                var current = await searches.CurrentAsync(stoppingToken);
                if (!ReferenceEquals(current, _scheduled)) await BringUpToDateAsync(scheduler, current, stoppingToken);
                _scheduled = current;
                seen = await RunAskedAsync(scheduler, current, seen, stoppingToken);
            }
            catch (Exception failed) when (failed is not OperationCanceledException)
            {
                // The database is busy or away; what is scheduled goes on and this is tried again.
                LogFailed(failed.GetType().Name);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task ScheduleAsync<TJob>(IScheduler scheduler, JobKey key, TimeSpan first, TimeSpan interval, CancellationToken cancellationToken)
        where TJob : IJob
    {
        var job = JobBuilder.Create<TJob>().WithIdentity(key).Build();
        var trigger = TriggerBuilder.Create().WithIdentity(key.Name, key.Group)
            .StartAt(time.GetUtcNow() + first)
            .WithSimpleSchedule(every => every.WithInterval(interval).RepeatForever().WithMisfireInstruction(SimpleTriggerMisfireInstruction.NowWithExistingCount))
            .Build();
        await scheduler.ScheduleJob(job, [trigger], ScheduleJobOptions.Replacing, cancellationToken);
    }

    private async Task BringUpToDateAsync(IScheduler scheduler, SearchSnapshot snapshot, CancellationToken cancellationToken)
    {
        var wanted = (
            from search in snapshot.ById.Values.OrderBy(search => search.Id)
            from sourceId in search.SourceIds
            where sources.ById.ContainsKey(sourceId)
            select (Key: KeyOf(search.Id, sourceId), Search: search, SourceId: sourceId)).DistinctBy(job => job.Key).ToDictionary(job => job.Key);
        foreach (var key in await scheduler.GetJobKeys(GroupMatcher<JobKey>.GroupEquals(CollectionGroup), cancellationToken))
        {
            if (!wanted.ContainsKey(key)) await scheduler.DeleteJob(key, cancellationToken);
        }

        foreach (var (key, search, sourceId) in wanted.Values)
        {
            var (id, version) = (search.Id.ToString(CultureInfo.InvariantCulture), search.Version.ToString(CultureInfo.InvariantCulture));
            var there = (await scheduler.GetJobDetail(key, cancellationToken))?.JobDataMap;
            // A stream's job passes to another search when the one whose it was is gone.
            if (there?.GetString(CollectSavedSearchJob.Version) == version && there.GetString(CollectSavedSearchJob.SearchId) == id) continue;
            var job = JobBuilder.Create<CollectSavedSearchJob>().WithIdentity(key)
                .UsingJobData(CollectSavedSearchJob.SearchId, id)
                .UsingJobData(CollectSavedSearchJob.SourceId, sourceId.ToString(CultureInfo.InvariantCulture))
                .UsingJobData(CollectSavedSearchJob.Version, version)
                .Build();
            await scheduler.ScheduleJob(job, [TriggerOf(key, IsStream(sourceId) ? FollowStream : search.Schedule)], ScheduleJobOptions.Replacing, cancellationToken);
        }

        LogScheduled(wanted.Count);
    }

    // Whoever asks may be another process: both meet in the log.
    private async Task<long> RunAskedAsync(IScheduler scheduler, SearchSnapshot snapshot, long? seen, CancellationToken cancellationToken)
    {
        if (seen is not { } from) return await runs.EndAsync(cancellationToken);
        var (asked, end) = await runs.AskedAsync(from, cancellationToken);
        foreach (var search in asked.Select(id => snapshot.ById.GetValueOrDefault(id)).OfType<ActiveSearch>())
        {
            foreach (var key in search.SourceIds.Where(sources.ById.ContainsKey).Select(sourceId => KeyOf(search.Id, sourceId))) await scheduler.TriggerJob(key, cancellationToken: cancellationToken);
        }

        return end;
    }

    // A run that was missed, because the process was down or busy, is made up for once.
    private ITrigger TriggerOf(JobKey key, SearchSchedule schedule)
    {
        var trigger = TriggerBuilder.Create().WithIdentity(key.Name, key.Group);
        return schedule.Cron is { } cron
            ? trigger.WithCronSchedule(cron, at => at.InTimeZone(TimeZoneInfo.Utc).WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed)).Build()
            : trigger.StartAt(time.GetUtcNow())
                .WithSimpleSchedule(every => every.WithInterval(schedule.Interval!.Value).RepeatForever().WithMisfireInstruction(SimpleTriggerMisfireInstruction.NowWithExistingCount))
                .Build();
    }

    // A stream is followed once for all its searches, whatever their own schedules are.
    private bool IsStream(int sourceId) => sources.ById[sourceId].Connector is IStreamConnector;

    private JobKey KeyOf(int searchId, int sourceId) => new(
        IsStream(sourceId)
            ? string.Create(CultureInfo.InvariantCulture, $"stream-{sourceId}")
            : string.Create(CultureInfo.InvariantCulture, $"search-{searchId}-source-{sourceId}"),
        CollectionGroup);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Jobs} collection jobs are scheduled.")]
    private partial void LogScheduled(int jobs);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The schedule could not be brought up to date ({Exception}); it is tried again.")]
    private partial void LogFailed(string exception);
}
