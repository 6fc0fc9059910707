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
            context.NextFireTimeUtc?.UtcDateTime,
            cancellationToken);
}
