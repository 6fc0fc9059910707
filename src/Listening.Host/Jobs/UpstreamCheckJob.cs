using Listening.Application.Sources;
using Quartz;

namespace Listening.Host.Jobs;

/// <summary>Looks again at held posts of the sources whose turn it is.</summary>
[DisallowConcurrentExecution]
internal sealed class UpstreamCheckJob(UpstreamChecks checks) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await checks.RunAsync(cancellationToken);
}
