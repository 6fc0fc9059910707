using System.CommandLine;
using System.Globalization;
using Listening.Application.Auditing;

namespace Listening.Host.Commands;

/// <summary><c>listening audit export</c>: the whole log, to be verified elsewhere.</summary>
internal static class AuditExportCommand
{
    public static Command Build(Option<FileInfo?> config)
    {
        var output = new Option<FileInfo>("--out") { Description = "The file to write; a hyphen is standard output.", Required = true, HelpName = "FILE" };
        var reason = new Option<string>("--reason") { Description = "Why, for auditors.", DefaultValueFactory = _ => "Asked for on the console." };
        var command = new Command("export", "Write the log and its signed checkpoints as JSON Lines. The export is itself an entry of the log.") { output, reason };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var session = await Session.OpenAsync(parsed.GetValue(config), cancellationToken);
            if (session is null) return ListeningCommand.Unusable;
            var file = parsed.GetValue(output)!;
            var operation = OperationContext.Console(session.Get<TimeProvider>(), parsed.GetValue(reason)!);
            try
            {
                await using var stream = file.Name == "-" ? Console.OpenStandardOutput() : file.Create();
                var entries = await session.Get<LogExport>().WriteAsync(stream, operation, cancellationToken);
                await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{entries} entries. Verify them with: listening audit verify --export FILE --key PEM"));
                return 0;
            }
            catch (Exception unusable) when (unusable is IOException or UnauthorizedAccessException or InvalidDataException)
            {
                await Console.Error.WriteLineAsync(unusable is InvalidDataException ? unusable.Message : $"{file.Name} cannot be written.");
                return 1;
            }
        });
        return command;
    }
}
