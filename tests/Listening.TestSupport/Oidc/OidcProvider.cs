using System.Diagnostics;
using System.Text.Json;
using Listening.TestSupport.Servers;

namespace Listening.TestSupport.Oidc;

/// <summary>A real OpenID Connect provider on a loopback port (<c>tests/oidc</c>, from npm). It ends when its standard input closes, so also when this process dies.</summary>
public sealed class OidcProvider : IAsyncDisposable
{
    /// <summary>Its one client.</summary>
    public const string ClientId = "listening";

    /// <summary>The client's secret, with letters that have to be encoded on the way.</summary>
    public const string ClientSecret = "a secret & more: 100%+ for tests";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private readonly Process _node;

    private OidcProvider(Process node, Uri issuer) => (_node, Issuer) = (node, issuer);

    /// <summary>Its address.</summary>
    public Uri Issuer { get; }

    /// <summary>Starts it.</summary>
    public static async Task<OidcProvider> StartAsync()
    {
        var start = new ProcessStartInfo("node", ["server.mjs"])
        {
            WorkingDirectory = Find(),
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var node = Process.Start(start) ?? throw new ServerStartException("Node did not start.");
        var line = await node.StandardOutput.ReadLineAsync().WaitAsync(Limit) ?? throw new ServerStartException("The provider ended.");
        return new OidcProvider(node, new Uri(JsonDocument.Parse(line).RootElement.GetProperty("issuer").GetString()!));
    }

    /// <summary>Says who signs in from now on, with which values in the claim <c>roles</c>.</summary>
    public async Task SendNextAsync(string account, string name, params string[] roles)
    {
        await _node.StandardInput.WriteLineAsync(JsonSerializer.Serialize(new { account, name, roles }));
        await _node.StandardInput.FlushAsync();
        await _node.StandardOutput.ReadLineAsync().WaitAsync(Limit);
    }

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
            var found = Path.Combine(folder.FullName, "tests", "oidc");
            if (File.Exists(Path.Combine(found, "server.mjs"))) return found;
        }

        throw new ServerStartException("tests/oidc stands in no folder above the tests.");
    }
}
