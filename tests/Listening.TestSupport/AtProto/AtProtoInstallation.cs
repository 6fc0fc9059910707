using System.Runtime.InteropServices;

namespace Listening.TestSupport.AtProto;

/// <summary>The npm installation under <c>tests/atproto</c>, made by its <c>install.sh</c>.</summary>
internal static class AtProtoInstallation
{
    private static readonly Lazy<string?> _folder = new(Find);

    /// <summary>The folder of the start script; null outside a source tree.</summary>
    public static string? Folder => _folder.Value;

    /// <summary>The Node 22 that is installed with the packages.</summary>
    public static string Node => Path.Combine(Folder!, "node_modules", $"node-linux-{Architecture}", "bin", "node");

    /// <summary>What is missing, as a sentence; null when the network can be started.</summary>
    public static string? Missing =>
        Folder is not null && File.Exists(Path.Combine(Folder, "node_modules", ".installed")) && File.Exists(Node)
            ? null
            : "The AT Protocol network is not installed: run tests/atproto/install.sh.";

    private static string Architecture => RuntimeInformation.OSArchitecture == System.Runtime.InteropServices.Architecture.Arm64 ? "arm64" : "x64";

    // From the test's output folder up to the source tree.
    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var found = Path.Combine(folder.FullName, "tests", "atproto");
            if (File.Exists(Path.Combine(found, "network.mjs"))) return found;
        }

        return null;
    }
}
