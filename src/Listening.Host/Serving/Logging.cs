using Listening.Host.Configuration;
using Serilog;
using Serilog.Events;
using Serilog.Formatting.Json;

namespace Listening.Host.Serving;

/// <summary>Sets up the log: ids and counts only, one event a line.</summary>
internal static class Logging
{
    private const long LargestFile = 100 * 1024 * 1024;
    private const int DaysKept = 14;

    /// <summary>Creates the logger of the settings. On the console of a trial only what somebody should act on appears.</summary>
    public static Serilog.Core.Logger Create(ListeningOptions options)
    {
        var level = Enum.Parse<LogEventLevel>(options.Log.Level switch
        {
            LogLevel.Trace => nameof(LogEventLevel.Verbose),
            LogLevel.Critical or LogLevel.None => nameof(LogEventLevel.Fatal),
            var other => other.ToString(),
        });
        var logger = new LoggerConfiguration()
            .MinimumLevel.Is(level)
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            // That the key folder is not encrypted once more is a decision, not news: docs/adr/0003.
            .MinimumLevel.Override("Microsoft.AspNetCore.DataProtection", LogEventLevel.Error)
            .MinimumLevel.Override("Quartz", LogEventLevel.Warning)
            .MinimumLevel.Override("MassTransit", LogEventLevel.Warning)
            // Statements of the database can carry values.
            .MinimumLevel.Override("Microsoft.EntityFrameworkCore.Database.Command", LogEventLevel.Fatal)
            .WriteTo.Console(
                new JsonFormatter(renderMessage: true),
                restrictedToMinimumLevel: options.IsEvaluation ? LogEventLevel.Warning : LevelAlias.Minimum,
                standardErrorFromLevel: LevelAlias.Minimum);
        if (options.Log.Folder is { } folder)
        {
            logger.WriteTo.File(
                new JsonFormatter(renderMessage: true), Path.Combine(folder, "listening-.log"), rollingInterval: RollingInterval.Day,
                fileSizeLimitBytes: LargestFile, retainedFileCountLimit: DaysKept, rollOnFileSizeLimit: true);
        }

        return logger.CreateLogger();
    }
}
