using Listening.Host.Configuration;
using Quartz;

namespace Listening.Host.Jobs;

/// <summary>Sets up the scheduler, which keeps its jobs in the service's own database.</summary>
internal static class JobServices
{
    public static IServiceCollection AddListeningJobs(this IServiceCollection services, DatabaseOptions database)
    {
        services.AddQuartz(quartz =>
        {
            quartz.UsePersistentStore(store =>
            {
                store.UseSystemTextJsonSerializer();
                switch (database.Provider)
                {
                    case DatabaseProvider.Sqlite:
                        store.UseSqlite(database.ConnectionString);
                        break;
                    case DatabaseProvider.SqlServer:
                        store.UseSqlServer(database.ConnectionString);
                        break;
                    case DatabaseProvider.PostgreSql:
                        store.UsePostgres(database.ConnectionString);
                        break;
                    default:
                        throw new InvalidOperationException($"Unknown database provider {database.Provider}.");
                }

                store.ProvisionSchema();
            });
        });
        // Runs stop between pages; what they stored stays, so the shutdown need not wait long.
        services.AddQuartzHostedService(quartz => quartz.WaitForJobsToComplete = true);
        return services.AddHostedService<JobSchedule>();
    }
}
