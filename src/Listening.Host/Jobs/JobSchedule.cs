using System.Globalization;
using Listening.Application.Collection;
using Listening.Application.Searches;
using Listening.Host.Configuration;
using Quartz;

namespace Listening.Host.Jobs;

/// <summary>Keeps the scheduler's jobs the same as the saved searches, whoever changed them, and the purge and the look at the log on their intervals.</summary>
internal sealed partial class JobSchedule(
    ISchedulerFactory schedulers, SearchCatalog searches, SourceCatalog sources, ListeningOptions options, TimeProvider time, ILogger<JobSchedule> logger)
    : BackgroundService
{
    private const string CollectionGroup = "collection";
    private static readonly JobKey Retention = new("purge", "retention");
    private static readonly JobKey LogWatch = new("log-watch", "retention");
    private static readonly TimeSpan FirstWatch = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan WatchInterval = TimeSpan.FromHours(1);
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(3);

    private SearchSnapshot? _scheduled;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var scheduler = await schedulers.GetScheduler(stoppingToken);
        await ScheduleAsync<RetentionJob>(scheduler, Retention, TimeSpan.FromMinutes(options.Retention.EveryMinutes), TimeSpan.FromMinutes(options.Retention.EveryMinutes), stoppingToken);
        await ScheduleAsync<LogWatchJob>(scheduler, LogWatch, FirstWatch, WatchInterval, stoppingToken);
        using var timer = new PeriodicTimer(LookInterval, time);
        do
        {
            try
            {
                var current = await searches.CurrentAsync(stoppingToken);
                if (!ReferenceEquals(current, _scheduled)) await BringUpToDateAsync(scheduler, current, stoppingToken);
                _scheduled = current;
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
            from search in snapshot.ById.Values
            from sourceId in search.SourceIds
            where sources.ById.ContainsKey(sourceId)
            select (Key: KeyOf(search.Id, sourceId), Search: search, SourceId: sourceId)).ToDictionary(job => job.Key);
        foreach (var key in await scheduler.GetJobKeys(GroupMatcher<JobKey>.GroupEquals(CollectionGroup), cancellationToken))
        {
            if (!wanted.ContainsKey(key)) await scheduler.DeleteJob(key, cancellationToken);
        }

        foreach (var (key, search, sourceId) in wanted.Values)
        {
            var version = search.Version.ToString(CultureInfo.InvariantCulture);
            var there = await scheduler.GetJobDetail(key, cancellationToken);
            if (there?.JobDataMap.GetString(CollectSavedSearchJob.Version) == version) continue;
            var job = JobBuilder.Create<CollectSavedSearchJob>().WithIdentity(key)
                .UsingJobData(CollectSavedSearchJob.SearchId, search.Id.ToString(CultureInfo.InvariantCulture))
                .UsingJobData(CollectSavedSearchJob.SourceId, sourceId.ToString(CultureInfo.InvariantCulture))
                .UsingJobData(CollectSavedSearchJob.Version, version)
                .Build();
            await scheduler.ScheduleJob(job, [TriggerOf(key, search.Schedule)], ScheduleJobOptions.Replacing, cancellationToken);
        }

        LogScheduled(wanted.Count);
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

    private static JobKey KeyOf(int searchId, int sourceId) =>
        new(string.Create(CultureInfo.InvariantCulture, $"search-{searchId}-source-{sourceId}"), CollectionGroup);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Jobs} collection jobs are scheduled.")]
    private partial void LogScheduled(int jobs);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The schedule could not be brought up to date ({Exception}); it is tried again.")]
    private partial void LogFailed(string exception);
}
