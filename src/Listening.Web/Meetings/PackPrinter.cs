using System.ComponentModel;
using System.Net.WebSockets;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Listening.Web.Meetings;

/// <summary>Prints a page of HTML as PDF with a headless Chromium that is started for it and ended with it, one at a time.</summary>
/// <remarks>The page goes to it over a socket and comes back the same way: neither is ever a file.</remarks>
public sealed partial class PackPrinter(PrinterSettings settings, ILogger<PackPrinter> logger) : IDisposable
{
    /// <summary>After that a print is given up.</summary>
    public static readonly TimeSpan LongestTime = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>True when a browser is set.</summary>
    public bool IsAvailable => settings.Chromium is not null;

    /// <summary>Prints on A4.</summary>
    /// <param name="html">A whole page that needs nothing beside it.</param>
    /// <param name="cancellationToken">Stops the print and ends the browser.</param>
    /// <returns>The PDF; null when the browser could not print it in time.</returns>
    public async Task<byte[]?> PrintAsync(string html, CancellationToken cancellationToken)
    {
        if (settings.Chromium is not { } program) return null;
        await _turn.WaitAsync(cancellationToken);
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(LongestTime);
            await using var browser = BrowserProcess.Start(program);
            using var tools = await DevTools.ConnectAsync(await browser.ListensAsync(limit.Token), limit.Token);
            return await PrintedPage.PrintAsync(tools, html, limit.Token);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested
            && failure is OperationCanceledException or WebSocketException or IOException or InvalidOperationException or Win32Exception or UnauthorizedAccessException or JsonException)
        {
            // Its message may quote the page, so only the kind is kept.
            LogFailed(failure.GetType().Name);
            return null;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    [LoggerMessage(Level = LogLevel.Error, Message = "A pack could not be printed: {Exception}. See that Pdf:Chromium names a Chromium that this account may start.")]
    private partial void LogFailed(string exception);
}
