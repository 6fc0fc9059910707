using Listening.Application;
using Listening.Application.Access;
using Listening.Application.Auditing;
using Listening.Application.Collection;
using Listening.Application.Content;
using Listening.Application.Foi.Registers;
using Listening.Application.Retention;
using Listening.Application.Searches;
using Listening.Application.Storage;
using Listening.Application.Watches;
using Listening.Core.Content;
using Listening.Core.Retention;
using Listening.Core.Sources;
using Listening.Host.Configuration;
using Listening.Host.Jobs;
using Listening.Host.Outgoing;
using Listening.Host.Sources;
using Listening.Storage.PostgreSql;
using Listening.Storage.Sqlite;
using Listening.Storage.SqlServer;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Listening.Host.Serving;

/// <summary>What the server and the commands share: everything but the pages, the bus and the scheduler.</summary>
internal static class ListeningServices
{
    public static IServiceCollection AddListening(this IServiceCollection services, ListeningOptions options)
    {
        var retention = options.Retention;
        services
            .AddSingleton(options)
            .AddSingleton(new RetentionPolicy(retention.StandardHours, retention.NoiseHours, PlatformHours(options)))
            .AddSingleton(new RetentionSettings(retention.BatchSize, retention.TombstoneDays, retention.RunDays, retention.ProofYears))
            .AddSingleton(new AttentionSettings(options.Watching.WarnCaptures, options.Watching.BlockCaptures, options.Watching.WarnViews, options.Watching.BlockViews))
            .AddSingleton(new AccessSettings(options.IsEvaluation, options.SignIn.AttemptsPerMinute))
            .AddSingleton(new AuditSettings(options.Audit.SigningKeyFolder, options.Audit.CheckpointFolder))
            .AddSingleton(OutgoingServices.SettingsOf(options))
            .AddSingleton<IContentKeys>(_ => new KeyFolder(options.Keys.Folder))
            .AddSingleton<IDeletionKeys>(new DeletionKeyFolder(options.Keys.Folder))
            .AddSingleton<IScheduleCheck, ScheduleCheck>()
            .AddSingleton<ISourceSecrets, SealedSourceSecrets>()
            .AddSingleton<SearchSeeding>()
            .AddListeningApplication()
            .AddListeningAccess();
        foreach (var (name, source) in options.Sources)
        {
            services.AddSingleton(provider => SourceConnectors.Build(name, source, provider));
        }

        services.AddDataProtection().SetApplicationName("listening")
            .PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(options.Keys.Folder, "protection")));
        return services.AddDatabase(options.Database);
    }

    private static Dictionary<string, int> PlatformHours(ListeningOptions options) =>
        options.Sources.Where(source => SourceLimits.KeepHoursOf(source.Value) is not null).ToDictionary(source => source.Key, source => SourceLimits.KeepHoursOf(source.Value)!.Value, StringComparer.Ordinal);

    /// <summary>Puts the database's model together, which takes as long as everything else that is built before the start, on another core.</summary>
    /// <remarks>The model is kept by the library for all contexts of the same settings. What fails here fails again, and is reported, at its proper place.</remarks>
    public static Task WarmUpAsync(DatabaseOptions database) => Task.Run(async () =>
    {
        await using var services = new ServiceCollection().AddDatabase(database).BuildServiceProvider();
        await using var db = await services.GetRequiredService<IDbContextFactory<ListeningDbContext>>().CreateDbContextAsync();
        _ = db.Model;
    });

    private static IServiceCollection AddDatabase(this IServiceCollection services, DatabaseOptions database)
    {
        try
        {
            return database.Provider switch
            {
                DatabaseProvider.Sqlite => services.AddSqliteStorage(database.ConnectionString),
                DatabaseProvider.SqlServer => services.AddSqlServerStorage(database.ConnectionString),
                DatabaseProvider.PostgreSql => services.AddPostgreSqlStorage(database.ConnectionString),
                _ => throw new NotSupportedException($"Unknown database provider {database.Provider}."),
            };
        }
        catch (Exception unusable) when (DatabaseUnusableException.IsCause(unusable))
        {
            throw new DatabaseUnusableException(database.Provider!.Value, unusable);
        }
    }

    /// <summary>What has to be done before anything else is: the database's form, the sources' numbers, the configured searches, the authorities.</summary>
    /// <exception cref="DatabaseUnusableException">The database cannot be opened or brought to this version's form.</exception>
    public static async Task PrepareAsync(this IServiceProvider services, CancellationToken cancellationToken)
    {
        try
        {
            await services.GetRequiredService<DatabaseStart>().MigrateAsync(cancellationToken);
        }
        catch (Exception unusable) when (DatabaseUnusableException.IsCause(unusable))
        {
            throw new DatabaseUnusableException(services.GetRequiredService<ListeningOptions>().Database.Provider!.Value, unusable);
        }

        await services.GetRequiredService<RetentionRulebook>().StartAsync(cancellationToken);
        await services.GetRequiredService<SourceCatalog>().RegisterAsync(cancellationToken);
        await services.GetRequiredService<SearchSeeding>().SeedAsync(cancellationToken);
        await services.GetRequiredService<AuthoritySeeding>().SeedAsync(cancellationToken);
    }
}
