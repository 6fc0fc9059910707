using Listening.Application.Collection;
using Listening.Application.Storage;
using Listening.Host.Configuration;
using Listening.Host.Consumers;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Listening.Host.Serving;

/// <summary>Addresses that a load balancer or an operator asks: alive, and ready to serve.</summary>
internal static class Health
{
    public static IServiceCollection AddListeningHealth(this IServiceCollection services)
    {
        services.AddHealthChecks().AddCheck<OverdueCheck>("retention", tags: ["ready"]).AddCheck<BusCheck>("bus", tags: ["ready"]).AddCheck<SourceCheck>("sources", tags: ["ready"]);
        return services;
    }

    public static void MapListeningHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        endpoints.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains("ready") });
    }

    /// <summary>Fails when the bus is not connected.</summary>
    private sealed class BusCheck(MessageBus bus) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(bus.IsHealthy ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The bus is not connected."));
    }

    /// <summary>Degraded, which is still ready, when a source fails or has fallen silent: the queues can be worked on without it.</summary>
    private sealed class SourceCheck(ISourceReader sources) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            var wrong = (await sources.ListAsync(cancellationToken)).Count(source => source.State is SourceState.Failing or SourceState.Silent);
            return wrong == 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded("Sources fail or have fallen silent.");
        }
    }

    /// <summary>Fails when the database does not answer or a post is more than two purges overdue.</summary>
    private sealed class OverdueCheck(IDbContextFactory<ListeningDbContext> databases, ListeningOptions options, TimeProvider time) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            var late = time.GetUtcNow().UtcDateTime.AddMinutes(-2 * options.Retention.EveryMinutes);
            return await db.Posts.AnyAsync(post => post.Holds == 0 && post.DueAt < late, cancellationToken)
                ? HealthCheckResult.Unhealthy("Posts are held past their limit.")
                : HealthCheckResult.Healthy();
        }
    }
}
