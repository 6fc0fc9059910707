using Listening.Application.Retention;
using Quartz;

namespace Listening.Host.Jobs;

/// <summary>Deletes what is due.</summary>
[DisallowConcurrentExecution]
internal sealed class RetentionJob(RetentionService retention) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await retention.PurgeAsync(cancellationToken);
}
