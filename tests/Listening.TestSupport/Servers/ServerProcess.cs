using System.Diagnostics;
using System.Globalization;

namespace Listening.TestSupport.Servers;

/// <summary>
/// One server under a watchdog shell. The watchdog holds the other end of a pipe, so the server stops and its
/// folder goes when this process ends in any way, a SIGKILL included.
/// </summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly Lazy<string> _watchdog = new(ReadWatchdog);
    private readonly Process _shell;
    private readonly Task<int> _exited;

    private ServerProcess(Process shell, int id)
    {
        _shell = shell;
        Id = id;
        _exited = ReadExitAsync(shell.StandardOutput);
    }

    /// <summary>The server's own process id (not the watchdog's).</summary>
    public int Id { get; }

    /// <summary>Completes with the exit code when the server has ended.</summary>
    public Task<int> Exited => _exited;

    /// <summary>Whether the watchdog is gone as well, so that nothing remains to be stopped.</summary>
    public bool HasEnded => _shell.HasExited;

    /// <summary>Starts the command. Returns once it has a process id, not once it answers.</summary>
    public static async Task<ServerProcess> StartAsync(ServerCommand command)
    {
        var start = new ProcessStartInfo("/bin/sh")
        {
            WorkingDirectory = command.Folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        string[] watchdog = ["-c", _watchdog.Value, "watchdog", command.Folder, command.Log, command.StopSignal, command.EndSignal, command.Program];
        foreach (var argument in watchdog.Concat(command.Arguments))
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in command.Environment)
            start.Environment[name] = value;

        var shell = Process.Start(start) ?? throw new InvalidOperationException("The shell did not start.");
        var line = await shell.StandardOutput.ReadLineAsync();
        return line is ['p', 'i', 'd', ' ', .. var id]
            ? new ServerProcess(shell, int.Parse(id, CultureInfo.InvariantCulture))
            : throw new InvalidOperationException($"{command.Program} did not start.");
    }

    /// <summary>Stops the server in an orderly way and keeps its folder.</summary>
    public async Task StopAsync()
    {
        await _shell.StandardInput.WriteLineAsync("stop");
        await _shell.StandardInput.FlushAsync();
        await _shell.WaitForExitAsync();
    }

    /// <summary>Ends the server at once, as a power cut would, and waits until it is gone. The folder stays.</summary>
    public async Task KillAsync()
    {
        if (!_exited.IsCompleted)
        {
            using var server = Process.GetProcessById(Id);
            server.Kill();
        }
        await _exited;
    }

    /// <summary>Stops the server and removes its folder.</summary>
    public async ValueTask DisposeAsync()
    {
        _shell.StandardInput.Close();
        await _shell.WaitForExitAsync();
        _shell.Dispose();
    }

    private static async Task<int> ReadExitAsync(StreamReader output)
    {
        while (await output.ReadLineAsync() is { } line)
        {
            if (line is ['e', 'x', 'i', 't', 'e', 'd', ' ', .. var code])
                return int.Parse(code, CultureInfo.InvariantCulture);
        }
        return -1;
    }

    private static string ReadWatchdog()
    {
        using var stream = typeof(ServerProcess).Assembly.GetManifestResourceStream("watchdog.sh")
            ?? throw new InvalidOperationException("watchdog.sh is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
