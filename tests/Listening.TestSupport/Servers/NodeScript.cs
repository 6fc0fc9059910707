using System.Diagnostics;
using System.Text.Json;

namespace Listening.TestSupport.Servers;

/// <summary>A server from npm, <c>tests/FOLDER/server.mjs</c>, that prints a JSON line for each thing it takes. It ends when its standard input closes, so also when this process dies.</summary>
internal sealed class NodeScript : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private readonly Process _node;

    private NodeScript(Process node, int port) => (_node, Port) = (node, port);

    /// <summary>The port on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>Starts it and waits for the line that names its port.</summary>
    public static async Task<NodeScript> StartAsync(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("node", ["server.mjs", .. arguments])
        {
            WorkingDirectory = Find(folder),
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var node = Process.Start(start) ?? throw new ServerStartException("Node did not start.");
        var line = await node.StandardOutput.ReadLineAsync().WaitAsync(Limit) ?? throw new ServerStartException($"The server of tests/{folder} ended.");
        return new NodeScript(node, JsonDocument.Parse(line).RootElement.GetProperty("port").GetInt32());
    }

    /// <summary>The next thing that it took.</summary>
    public async Task<JsonElement> NextAsync() =>
        JsonDocument.Parse(await _node.StandardOutput.ReadLineAsync().WaitAsync(Limit) ?? throw new InvalidOperationException("The server ended.")).RootElement;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _node.StandardInput.Close();
        await _node.WaitForExitAsync().WaitAsync(Limit);
        _node.Dispose();
    }

    // From the test's output folder up to the source tree.
    private static string Find(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var found = Path.Combine(folder.FullName, "tests", name);
            if (File.Exists(Path.Combine(found, "server.mjs"))) return found;
        }

        throw new ServerStartException($"tests/{name} stands in no folder above the tests.");
    }
}
