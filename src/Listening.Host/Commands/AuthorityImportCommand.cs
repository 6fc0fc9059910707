using System.CommandLine;
using Listening.Application.Auditing;
using Listening.Application.Foi.Registers;

namespace Listening.Host.Commands;

/// <summary><c>listening authorities import</c>: brings a public register of authorities into the service's own.</summary>
internal static class AuthorityImportCommand
{
    public static Command Build(Option<FileInfo?> config)
    {
        var file = new Argument<FileInfo>("FILE") { Description = "Comma-separated values of mySociety, WhatDoTheyKnow or Open Knowledge, in UTF-8; - reads standard input." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Say what would change, and change nothing." };
        var allowRemovals = new Option<bool>("--allow-removals") { Description = "Import it although more than a quarter of the register's bodies would go." };
        var reason = new Option<string>("--reason") { Description = "Why, for auditors; no names.", Required = true };
        var command = new Command("import", "Import a register of authorities. Prints counts and a line for each authority that is not as before; the same file twice changes nothing.") { file, dryRun, allowRemovals, reason };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (ReasonText.RefusalOf(parsed.GetValue(reason)!) is { } wordless) return await RefuseAsync(wordless);
            var (read, broken, code) = await ReadAsync(parsed.GetValue(file)!, cancellationToken);
            if (read is null) return broken is null ? code : await RefuseAsync(broken);
            await using var session = await Session.OpenAsync(parsed.GetValue(config), cancellationToken);
            if (session is null) return ListeningCommand.Unusable;
            var operation = OperationContext.Console(session.Get<TimeProvider>(), parsed.GetValue(reason)!);
            var (report, refusal) = await session.Get<RegisterImport>().ImportAsync(read, parsed.GetValue(dryRun), parsed.GetValue(allowRemovals), operation, cancellationToken);
            if (report is null) return await RefuseAsync(refusal!);
            Console.WriteLine(report.Summary);
            foreach (var line in report.Lines) Console.WriteLine(line);
            if (parsed.GetValue(dryRun)) await Console.Error.WriteLineAsync("Nothing was changed.");
            return 0;
        });
        return command;
    }

    private static async Task<(RegisterFile? File, string? Refusal, int Code)> ReadAsync(FileInfo file, CancellationToken cancellationToken)
    {
        if (Directory.Exists(file.FullName)) return (null, $"{file.Name} is a folder; name a file.", 1);
        if (await InputFile.OpenAsync(file) is not { } input) return (null, null, ListeningCommand.Unusable);
        await using (input)
        {
            var (read, refusal) = await RegisterFile.ReadAsync(input, cancellationToken);
            return (read, refusal is null ? null : $"{refusal} Nothing was changed.", 1);
        }
    }

    private static async Task<int> RefuseAsync(string refusal)
    {
        await Console.Error.WriteLineAsync(refusal);
        return 1;
    }
}
