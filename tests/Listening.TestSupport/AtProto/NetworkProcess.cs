using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Listening.TestSupport.Servers;

namespace Listening.TestSupport.AtProto;

/// <summary>The Node process of the network. It ends when its standard input closes, so also when this process dies.</summary>
internal sealed class NetworkProcess : IAsyncDisposable
{
    private const int LinesKept = 30;
    private readonly Process _node;
    private readonly string _folder;
    private readonly ConcurrentQueue<string> _errors = new();
    private readonly SemaphoreSlim _turn = new(1, 1);

    private NetworkProcess(Process node, string folder)
    {
        _node = node;
        _folder = folder;
        node.ErrorDataReceived += (_, line) => Note(line.Data);
        node.BeginErrorReadLine();
    }

    /// <summary>Starts it. The first answer says that it is ready.</summary>
    public static NetworkProcess Start(int databasePort, string database, string user, int redisPort)
    {
        var folder = ServerFolder.Create("atproto");
        var start = new ProcessStartInfo(AtProtoInstallation.Node)
        {
            WorkingDirectory = AtProtoInstallation.Folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add("network.mjs");
        start.Environment["DB_POSTGRES_URL"] = $"postgresql://{user}@127.0.0.1:{databasePort}/{database}";
        start.Environment["REDIS_HOST"] = $"127.0.0.1:{redisPort}";
        // Repositories and blobs go to a folder that is swept when this process has died.
        start.Environment["TMPDIR"] = folder;
        var node = Process.Start(start) ?? throw new ServerStartException("Node did not start.");
        return new NetworkProcess(node, folder);
    }

    /// <summary>Sends one line, unless it is null, and reads the answer.</summary>
    /// <exception cref="ServerStartException">No answer in time, or an error; the message holds what the process printed last.</exception>
    public async Task<JsonElement> AskAsync(string? line, TimeSpan limit)
    {
        using var bound = new CancellationTokenSource(limit);
        await _turn.WaitAsync(bound.Token);
        try
        {
            if (line is not null)
            {
                await _node.StandardInput.WriteLineAsync(line.AsMemory(), bound.Token);
                await _node.StandardInput.FlushAsync(bound.Token);
            }

            return await ReadAnswerAsync(bound.Token);
        }
        catch (OperationCanceledException late)
        {
            throw new ServerStartException($"The AT Protocol network did not answer in time.\n{Printed()}", late);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _node.StandardInput.Close();
        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        try
        {
            await _node.WaitForExitAsync(bound.Token);
        }
        catch (OperationCanceledException)
        {
            _node.Kill(entireProcessTree: true);
        }

        _node.Dispose();
        _turn.Dispose();
        ServerFolder.Remove(_folder);
    }

    private async Task<JsonElement> ReadAnswerAsync(CancellationToken cancellationToken)
    {
        while (await _node.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            // Libraries may print as well; only this process's own answers are JSON.
            if (line is not ['{', ..]) continue;
            var answer = JsonDocument.Parse(line).RootElement;
            return answer.TryGetProperty("error", out var error)
                ? throw new ServerStartException($"The AT Protocol network failed: {error}\n{Printed()}")
                : answer;
        }

        throw new ServerStartException($"The AT Protocol network ended.\n{Printed()}");
    }

    private void Note(string? line)
    {
        if (line is null) return;
        _errors.Enqueue(line);
        while (_errors.Count > LinesKept) _errors.TryDequeue(out _);
    }

    private string Printed() => string.Join('\n', _errors);
}
