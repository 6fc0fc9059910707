using System.Collections.ObjectModel;

namespace Listening.TestSupport.Servers;

/// <summary>What to run as a server, and how it is asked to stop.</summary>
internal sealed record ServerCommand
{
    /// <summary>The program's full path.</summary>
    public required string Program { get; init; }

    /// <summary>Its arguments, unquoted.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Variables added to this process's environment.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>The folder it runs in, removed when its owner ends.</summary>
    public required string Folder { get; init; }

    /// <summary>The file that takes what it prints.</summary>
    public required string Log { get; init; }

    /// <summary>The signal that stops it in an orderly way, without <c>SIG</c>.</summary>
    public string StopSignal { get; init; } = "TERM";

    /// <summary>The signal that ends it when its folder is removed as well, so that nothing need be kept in order.</summary>
    public string EndSignal { get; init; } = "KILL";
}
