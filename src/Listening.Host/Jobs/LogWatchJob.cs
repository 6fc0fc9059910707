using Listening.Application.Auditing;
using Quartz;

namespace Listening.Host.Jobs;

/// <summary>Verifies the log when a day has passed since it was.</summary>
[DisallowConcurrentExecution]
internal sealed class LogWatchJob(LogWatch log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await log.VerifyWhenDueAsync(cancellationToken);
}
