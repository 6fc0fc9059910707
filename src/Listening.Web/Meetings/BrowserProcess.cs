using System.Diagnostics;

namespace Listening.Web.Meetings;

/// <summary>A headless Chromium of its own: without network, with a new profile, and gone with all its children when it is disposed.</summary>
internal sealed class BrowserProcess : IAsyncDisposable
{
    private const string Announcement = "DevTools listening on ";
    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(10);

    private readonly TaskCompletionSource<Uri> _listens = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly DirectoryInfo _folder;
    private readonly Process _process;

    private BrowserProcess(string program, DirectoryInfo folder)
    {
        _folder = folder;
        _process = new Process { StartInfo = StartOf(program, folder.FullName) };
        // Read to the end: a browser that nobody listens to stops when the pipe is full.
        _process.ErrorDataReceived += (_, line) => Read(line.Data);
        _process.OutputDataReceived += (_, _) => { };
    }

    /// <summary>Starts the browser.</summary>
    /// <exception cref="System.ComponentModel.Win32Exception">The program cannot be started.</exception>
    public static BrowserProcess Start(string program)
    {
        var folder = Directory.CreateTempSubdirectory("listening-print-");
        try
        {
            var browser = new BrowserProcess(program, folder);
            browser._process.Start();
            browser._process.BeginErrorReadLine();
            browser._process.BeginOutputReadLine();
            return browser;
        }
        catch
        {
            folder.Delete(recursive: true);
            throw;
        }
    }

    /// <summary>Waits until it can be driven.</summary>
    /// <returns>Where: an address on loopback.</returns>
    /// <exception cref="IOException">It ended before.</exception>
    public Task<Uri> ListensAsync(CancellationToken cancellationToken) => _listens.Task.WaitAsync(cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(LongestEnd);
        try
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (Exception over) when (over is InvalidOperationException or OperationCanceledException or AggregateException)
        {
            // It had ended by itself, or a child could not be told from one that has.
        }

        _process.Dispose();
        await DeleteFolderAsync(limit.Token);
    }

    private static ProcessStartInfo StartOf(string program, string folder)
    {
        var start = new ProcessStartInfo(program)
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
            WorkingDirectory = folder,
        };
        foreach (var argument in (string[])
        [
            "--headless", "--remote-debugging-port=0", $"--user-data-dir={Path.Combine(folder, "profile")}",
            "--host-resolver-rules=MAP * ~NOTFOUND", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-extensions",
            "--no-first-run", "--no-default-browser-check", "--disable-gpu", "--disable-dev-shm-usage", "--disable-breakpad", "--disable-crash-reporter",
        ]) start.ArgumentList.Add(argument);
        // Chromium's sandbox does not start under root. Nobody else goes without it.
        if (!OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess) start.ArgumentList.Add("--no-sandbox");

        // The service's own environment may hold secrets, which are none of a browser's business.
        var path = Environment.GetEnvironmentVariable("PATH");
        if (!OperatingSystem.IsWindows()) start.Environment.Clear();
        start.Environment["PATH"] = path;
        start.Environment["HOME"] = start.Environment["TMPDIR"] = folder;
        return start;
    }

    private void Read(string? line)
    {
        if (line is null)
            _listens.TrySetException(new IOException("The browser ended before it could be driven."));
        else if (line.StartsWith(Announcement, StringComparison.Ordinal) && Uri.TryCreate(line[Announcement.Length..].Trim(), UriKind.Absolute, out var address) && address.IsLoopback)
            _listens.TrySetResult(address);
    }

    // The last of its children may be writing until it is gone.
    private async Task DeleteFolderAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                if (Directory.Exists(_folder.FullName)) Directory.Delete(_folder.FullName, recursive: true);
                return;
            }
            catch (Exception busy) when (busy is IOException or UnauthorizedAccessException && !cancellationToken.IsCancellationRequested)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), CancellationToken.None);
            }
        }
    }
}
