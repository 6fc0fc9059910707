using System.Diagnostics;

namespace Listening.Benchmarks;

/// <summary>This program once more, as the server of the feeds.</summary>
internal sealed class FeedServerProcess : IDisposable
{
    private readonly Process _process;

    private FeedServerProcess(Process process) => _process = process;

    public static FeedServerProcess Start()
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
        // Started by way of `dotnet FILE.dll`, the path is that of dotnet.
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet") start.ArgumentList.Add(typeof(FeedServerProcess).Assembly.Location);
        start.ArgumentList.Add("feed-server");
        return new FeedServerProcess(Process.Start(start) ?? throw new InvalidOperationException("The server did not start."));
    }

    public async Task<string> AddressAsync() => await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The server ended at once.");

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(TimeSpan.FromSeconds(5))) _process.Kill();
        _process.Dispose();
    }
}
