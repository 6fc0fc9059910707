using System.CommandLine;
using Listening.Application.Auditing;
using Listening.Core.Auditing;
using Listening.Host.Configuration;
using Listening.Host.Serving;

namespace Listening.Host.Commands;

/// <summary><c>listening audit verify</c>: says whether the log, an export of it, or a proof taken from it is whole.</summary>
internal static class AuditVerifyCommand
{
    public static Command Build(Option<FileInfo?> config)
    {
        var export = new Option<FileInfo?>("--export") { Description = "Verify this export instead of the database. Needs neither configuration nor network.", HelpName = "FILE" };
        var proof = new Option<FileInfo?>("--proof") { Description = "Verify this proof of a deletion instead of the database.", HelpName = "FILE" };
        var keys = new Option<FileInfo[]>("--key") { Description = "A public key to trust, instead of those beside the checkpoints; can be given several times.", HelpName = "PEM" };
        var checkpoints = new Option<DirectoryInfo?>("--checkpoints") { Description = "A folder of signed checkpoints to hold it against, instead of the configured one.", HelpName = "FOLDER" };
        var command = new Command("verify", "Say whether the log is whole, or the first entry that is wrong and what is wrong with it. Changes nothing.") { export, proof, keys, checkpoints };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            try
            {
                var trusted = await TrustedKeys.ReadAsync(parsed.GetValue(keys) ?? [], cancellationToken);
                if (parsed.GetValue(proof) is { } proven) return await AuditReport.ProofAsync(proven, trusted, cancellationToken);
                return parsed.GetValue(export) is { } file
                    ? await VerifyExportAsync(file, trusted, parsed.GetValue(checkpoints), cancellationToken)
                    : await VerifyDatabaseAsync(parsed.GetValue(config), trusted, parsed.GetValue(checkpoints), cancellationToken);
            }
            catch (InvalidDataException unusable)
            {
                return await RefuseAsync(unusable.Message, 1);
            }
            catch (FileNotFoundException missing)
            {
                return await RefuseAsync($"There is no file {Path.GetFileName(missing.FileName)}.", ListeningCommand.Unusable);
            }
        });
        return command;
    }

    private static async Task<int> VerifyExportAsync(FileInfo file, IReadOnlyList<LogPublicKey> keys, DirectoryInfo? folder, CancellationToken cancellationToken)
    {
        var outside = folder is null ? null : new CheckpointFolder(folder.FullName);
        if (keys.Count == 0) keys = outside?.Keys() ?? [];
        if (keys.Count == 0) return await RefuseAsync("Name the public key by --key: without it nobody can say who signed the export.", ListeningCommand.Unusable);
        var export = await LogExportFile.OpenAsync(file.FullName, cancellationToken);
        var verdict = await new LogVerifier(keys).VerifyAsync(
            export.EntriesAsync(cancellationToken), [.. export.Checkpoints, .. outside?.Read() ?? []], head: null, cancellationToken);
        return AuditReport.Write(verdict, export.Problem);
    }

    private static async Task<int> VerifyDatabaseAsync(FileInfo? config, IReadOnlyList<LogPublicKey> keys, DirectoryInfo? folder, CancellationToken cancellationToken)
    {
        await using var session = await Session.OpenAsync(config, cancellationToken, prepare: false);
        if (session is null) return ListeningCommand.Unusable;
        var options = session.Get<ListeningOptions>();
        var outside = (folder?.FullName ?? options.Audit.CheckpointFolder) is { } path ? new CheckpointFolder(path) : null;
        try
        {
            var verdict = await session.Get<LogVerification>().VerifyAsync(outside, keys, cancellationToken);
            var code = AuditReport.Write(verdict, problem: null);
            if (keys.Count == 0) Console.WriteLine("The public key was taken from beside the checkpoints; an auditor brings an own copy by --key.");
            return code;
        }
        catch (Exception unusable) when (unusable is not InvalidDataException && DatabaseUnusableException.IsCause(unusable))
        {
            throw new DatabaseUnusableException(options.Database.Provider!.Value, unusable);
        }
    }

    private static async Task<int> RefuseAsync(string why, int code)
    {
        await Console.Error.WriteLineAsync(why);
        return code;
    }
}
