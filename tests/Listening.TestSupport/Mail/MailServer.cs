using System.Diagnostics;
using System.Text.Json;
using Listening.TestSupport.Servers;

namespace Listening.TestSupport.Mail;

/// <summary>A real SMTP server on a loopback port (<c>tests/smtp</c>, from npm). It ends when its standard input closes, so also when this process dies.</summary>
public sealed class MailServer : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private readonly Process _node;

    private MailServer(Process node, int port) => (_node, Port) = (node, port);

    /// <summary>The port on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>Starts it. It refuses recipients whose name begins with <c>refuse</c> and puts off those that begin with <c>defer</c>.</summary>
    public static async Task<MailServer> StartAsync()
    {
        var start = new ProcessStartInfo("node", ["server.mjs"])
        {
            WorkingDirectory = Find(),
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var node = Process.Start(start) ?? throw new ServerStartException("Node did not start.");
        var line = await node.StandardOutput.ReadLineAsync().WaitAsync(Limit) ?? throw new ServerStartException("The mail server ended.");
        return new MailServer(node, JsonDocument.Parse(line).RootElement.GetProperty("port").GetInt32());
    }

    /// <summary>The next mail that it took, as <c>from</c>, <c>to</c>, <c>subject</c> and <c>text</c>.</summary>
    public async Task<JsonElement> NextAsync() =>
        JsonDocument.Parse(await _node.StandardOutput.ReadLineAsync().WaitAsync(Limit) ?? throw new InvalidOperationException("The mail server ended.")).RootElement;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _node.StandardInput.Close();
        await _node.WaitForExitAsync().WaitAsync(Limit);
        _node.Dispose();
    }

    // From the test's output folder up to the source tree.
    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var found = Path.Combine(folder.FullName, "tests", "smtp");
            if (File.Exists(Path.Combine(found, "server.mjs"))) return found;
        }

        throw new ServerStartException("tests/smtp stands in no folder above the tests.");
    }
}
