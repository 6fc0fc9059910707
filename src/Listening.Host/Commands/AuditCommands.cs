using System.CommandLine;

namespace Listening.Host.Commands;

/// <summary><c>listening audit</c>: what an auditor needs of the log.</summary>
internal static class AuditCommands
{
    public static Command Build(Option<FileInfo?> config) => new("audit", "Verify the log, take it away, or prove a deletion by it.")
    {
        AuditVerifyCommand.Build(config),
        AuditExportCommand.Build(config),
        new Command("prove", "Prove what the log says.") { AuditProveCommand.Build(config) },
    };
}
