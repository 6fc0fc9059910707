using Listening.Application.Collection;
using Quartz;

namespace Listening.Host.Jobs;

/// <summary>Runs one saved search on one source. There is one such job for each pair.</summary>
[DisallowConcurrentExecution]
internal sealed class CollectSavedSearchJob(CollectionService collection) : IJob
{
    public const string SearchId = "search";
    public const string SourceId = "source";
    public const string Version = "version";

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await collection.RunAsync(
            int.Parse(context.MergedJobDataMap.GetString(SearchId)!, System.Globalization.CultureInfo.InvariantCulture),
            int.Parse(context.MergedJobDataMap.GetString(SourceId)!, System.Globalization.CultureInfo.InvariantCulture),
            (context.NextFireTimeUtc ?? await NextOfScheduleAsync(context, cancellationToken))?.UtcDateTime,
            cancellationToken);

    // A run that somebody asked for has no next one of its own.
    private static async Task<DateTimeOffset?> NextOfScheduleAsync(IJobExecutionContext context, CancellationToken cancellationToken) =>
        (await context.Scheduler.GetTriggersOfJob(context.JobDetail.Key, cancellationToken)).Min(trigger => trigger.NextFireTimeUtc);
}
