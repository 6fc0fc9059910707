using Listening.Host.Notices;
using Quartz;

namespace Listening.Host.Jobs;

/// <summary>Sends the digest when it is due.</summary>
[DisallowConcurrentExecution]
internal sealed class DigestJob(DigestMail digest) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await digest.SendWhenDueAsync(cancellationToken);
}
