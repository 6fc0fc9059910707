using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Listening.Application.Storage;

/// <summary>Registers one provider's context as the service's database.</summary>
public static class StorageServices
{
    /// <summary>Adds a pooled factory of the provider's context, seen by everybody else as <see cref="ListeningDbContext"/>.</summary>
    public static IServiceCollection AddStorage<TContext>(this IServiceCollection services, Action<DbContextOptionsBuilder> configure)
        where TContext : ListeningDbContext =>
        services
            .AddPooledDbContextFactory<TContext>(options =>
            {
                configure(options);
                options.AddInterceptors(LogCommit.Instance);
                // A test holds each provider's migrations against the model; a start need not compare them again.
                options.ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.PendingModelChangesWarning));
            })
            .AddSingleton<IDbContextFactory<ListeningDbContext>>(provider =>
                new ProviderContextFactory<TContext>(provider.GetRequiredService<IDbContextFactory<TContext>>()))
            .AddScoped<ListeningDbContext>(provider => provider.GetRequiredService<IDbContextFactory<TContext>>().CreateDbContext());

    private sealed class ProviderContextFactory<TContext>(IDbContextFactory<TContext> inner) : IDbContextFactory<ListeningDbContext>
        where TContext : ListeningDbContext
    {
        public ListeningDbContext CreateDbContext() => inner.CreateDbContext();

        public async Task<ListeningDbContext> CreateDbContextAsync(CancellationToken cancellationToken = default) =>
            await inner.CreateDbContextAsync(cancellationToken);
    }
}
