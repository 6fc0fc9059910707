using Listening.Host.Configuration;
using Listening.Host.Serving;
using Serilog;

namespace Listening.Host.Commands;

/// <summary>The services a command works with, on the same database as the running service.</summary>
internal sealed class Session(ServiceProvider services) : IAsyncDisposable
{
    public IServiceProvider Services { get; } = services;

    public T Get<T>() where T : notnull => Services.GetRequiredService<T>();

    /// <summary>Reads the configuration; writes what is wrong with it to the error output.</summary>
    /// <returns>The settings; null when they cannot be used.</returns>
    public static async Task<ListeningOptions?> ConfigureAsync(FileInfo? config)
    {
        var (options, problems) = ListeningConfiguration.Read(config?.FullName);
        foreach (var problem in problems) await Console.Error.WriteLineAsync(problem.ToString());
        return options;
    }

    /// <summary>Opens a session; null when the configuration cannot be used.</summary>
    /// <param name="config">The configuration file.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <param name="prepare">False for a command that must not write anything to the database, not even its newer form.</param>
    public static async Task<Session?> OpenAsync(FileInfo? config, CancellationToken cancellationToken, bool prepare = true)
    {
        if (await ConfigureAsync(config) is not { } options) return null;
        var services = new ServiceCollection().AddListening(options);
        // A command's output is its answer; of the log only what went wrong belongs beside it.
        services.AddLogging(logging => logging.AddSerilog(
            new LoggerConfiguration().MinimumLevel.Error().WriteTo.Console(standardErrorFromLevel: Serilog.Events.LevelAlias.Minimum).CreateLogger(), dispose: true));
        var session = new Session(services.BuildServiceProvider());
        if (prepare) await session.Services.PrepareAsync(cancellationToken);
        return session;
    }

    public ValueTask DisposeAsync() => ((ServiceProvider)Services).DisposeAsync();
}
