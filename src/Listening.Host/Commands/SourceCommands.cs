using System.CommandLine;

namespace Listening.Host.Commands;

/// <summary><c>listening source</c>: how sources are doing, by what right they are read, and a look at what they give.</summary>
internal static class SourceCommands
{
    public static Command Build(Option<FileInfo?> config) => new("source", "Look at configured sources and record by what right they are read.")
    {
        SourceShowCommands.BuildList(config),
        SourceShowCommands.BuildShow(config),
        SourceReadCommand.Build(config),
        SourcePermitCommands.BuildPermit(config),
        SourcePermitCommands.BuildWithdraw(config),
    };
}
