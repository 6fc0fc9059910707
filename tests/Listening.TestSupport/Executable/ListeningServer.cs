using System.Text.RegularExpressions;
using Listening.TestSupport.Servers;

namespace Listening.TestSupport.Executable;

/// <summary>
/// The built executable as a service, in a folder of its own. It stops, and its folder goes, with the test process.
/// </summary>
public sealed partial class ListeningServer : IAsyncDisposable
{
    private static readonly TimeSpan _startLimit = TimeSpan.FromSeconds(120);
    private ServerProcess? _process;
    private long _logStart;

    /// <summary>The folder it runs in: <c>appsettings.json</c> and <c>data</c> stand there.</summary>
    public string Folder { get; } = ServerFolder.Create("host");

    /// <summary>Its process id.</summary>
    public int ProcessId => Running.Id;

    /// <summary>True when the process has ended.</summary>
    public bool HasEnded => Running.Exited.IsCompleted;

    private string Log => Path.Combine(Folder, "server.log");

    private ServerProcess Running => _process ?? throw new InvalidOperationException("It was not started.");

    /// <summary>Writes a file into the folder.</summary>
    public void Write(string name, string content) => File.WriteAllText(PathOf(name), content);

    /// <summary>The full path of a file in the folder.</summary>
    public string PathOf(string name) => Path.Combine(Folder, name);

    /// <summary>What it printed since its last start.</summary>
    public string Printed()
    {
        // The shell that starts the process makes it a moment later.
        if (!File.Exists(Log)) return "";
        using var log = new FileStream(Log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        log.Position = Math.Min(_logStart, log.Length);
        using var reader = new StreamReader(log);
        return reader.ReadToEnd();
    }

    /// <summary>Starts the process; returns before it serves. Also starts it again after a stop or a kill.</summary>
    public async Task StartAsync(IReadOnlyDictionary<string, string>? environment = null, params string[] arguments)
    {
        if (_process is { HasEnded: false } before) await before.StopAsync();
        _logStart = File.Exists(Log) ? new FileInfo(Log).Length : 0;
        var command = new ServerCommand
        {
            Program = ListeningProgram.Runtime,
            Arguments = [ListeningProgram.Assembly, .. arguments],
            Folder = Folder,
            Log = Log,
        };
        _process = await ServerProcess.StartAsync(environment is null ? command : command with { Environment = environment });
    }

    /// <summary>Waits until it says that it serves.</summary>
    /// <returns>The address it says to open.</returns>
    /// <exception cref="ServerStartException">It ended, or did not serve within two minutes.</exception>
    public async Task<Uri> ServesAsync()
    {
        for (var waited = TimeSpan.Zero; waited < _startLimit && !HasEnded; waited += TimeSpan.FromMilliseconds(100))
        {
            if (OpenLine().Match(Printed()) is { Success: true } line) return new Uri(line.Groups["address"].Value);
            await Task.Delay(100);
        }

        throw ServerStartException.WithLog("listening", Log);
    }

    /// <summary>Waits until the process has ended by itself.</summary>
    /// <returns>Its exit code.</returns>
    public Task<int> EndsAsync() => Running.Exited.WaitAsync(_startLimit);

    /// <summary>Stops it in an orderly way and keeps the folder.</summary>
    public Task StopAsync() => Running.StopAsync();

    /// <summary>Ends it at once, as a power cut would, and keeps the folder.</summary>
    public Task KillAsync() => Running.KillAsync();

    /// <summary>Ends it and removes the folder.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_process is not null) await _process.DisposeAsync();
        if (Directory.Exists(Folder)) Directory.Delete(Folder, recursive: true);
    }

    [GeneratedRegex(@"^Open: (?<address>http://\S+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OpenLine();
}
