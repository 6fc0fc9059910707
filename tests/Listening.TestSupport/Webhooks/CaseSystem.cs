using System.Text.Json;
using Listening.TestSupport.Servers;

namespace Listening.TestSupport.Webhooks;

/// <summary>A case system on a loopback port that verifies signatures with the library of Standard Webhooks (<c>tests/webhooks</c>, from npm).</summary>
public sealed class CaseSystem : IAsyncDisposable
{
    private readonly NodeScript _script;

    private CaseSystem(NodeScript script) => _script = script;

    /// <summary>Where it takes items.</summary>
    public Uri Address => new($"http://127.0.0.1:{_script.Port}/items");

    /// <summary>Starts it. It gives every item that it can verify the reference <c>IC-</c> and a number from 1001 on, the same one for the same message.</summary>
    /// <param name="secret">The one secret that it knows.</param>
    public static async Task<CaseSystem> StartAsync(string secret) => new(await NodeScript.StartAsync("webhooks", secret));

    /// <summary>The next request: <c>id</c>, <c>verified</c> and <c>body</c>.</summary>
    public Task<JsonElement> NextAsync() => _script.NextAsync();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _script.DisposeAsync();
}
