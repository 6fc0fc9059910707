using Listening.Application.Routing;

namespace Listening.Host.Consumers;

/// <summary>At start and then every half minute: has posts announced again that were stored but never routed.</summary>
internal sealed partial class UnroutedSweep(UnroutedPosts unrouted, TimeProvider time, ILogger<UnroutedSweep> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    // Younger posts are probably on their way.
    private static readonly TimeSpan MinimumAge = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var minimumAge = TimeSpan.Zero;
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            try
            {
                var found = await unrouted.AnnounceAgainAsync(minimumAge, stoppingToken);
                if (found > 0) LogFound(found);
                minimumAge = MinimumAge;
            }
            catch (Exception failed) when (failed is not OperationCanceledException)
            {
                LogFailed(failed.GetType().Name);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Posts} posts were stored but not routed; they are announced again.")]
    private partial void LogFound(int posts);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Unrouted posts could not be looked for ({Exception}); it is tried again.")]
    private partial void LogFailed(string exception);
}
