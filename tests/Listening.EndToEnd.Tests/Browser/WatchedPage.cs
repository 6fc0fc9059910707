using System.Collections.Concurrent;
using System.Net;
using Microsoft.Playwright;

namespace Listening.EndToEnd.Tests.Browser;

/// <summary>A page whose every fault is noted: errors on its console, scripts that failed, content-policy violations, requests to other machines.</summary>
public sealed class WatchedPage : IAsyncDisposable
{
    // Some violations (a report-only policy, a blocked style attribute) reach the console in other words or not at all.
    private const string NotePolicyViolations = """
        addEventListener('securitypolicyviolation', e =>
            console.error(`Content policy: ${e.effectiveDirective} refused ${e.blockedURI}`));
        """;

    private readonly ConcurrentQueue<string> _problems = new();
    private readonly IBrowserContext _context;

    private WatchedPage(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
    }

    /// <summary>The page to drive.</summary>
    public IPage Page { get; }

    /// <summary>What went wrong so far, oldest first. Empty on a page that is in order.</summary>
    public IReadOnlyList<string> Problems => [.. _problems];

    /// <summary>Writes a picture of the whole page next to the test assembly, or where <c>LISTENING_TEST_SCREENSHOTS</c> says.</summary>
    /// <param name="name">The file's name without its ending.</param>
    /// <returns>The file's path.</returns>
    public async Task<string> ScreenshotAsync(string name)
    {
        var folder = Environment.GetEnvironmentVariable("LISTENING_TEST_SCREENSHOTS") is { Length: > 0 } named
            ? named : Path.Combine(AppContext.BaseDirectory, "screenshots");
        var path = Path.Combine(folder, name + ".png");
        for (var attempt = 1; !await TryScreenshotAsync(path, last: attempt == 3); attempt++) { /* once more */ }
        return path;
    }

    // On a busy machine Chromium now and then refuses a picture that it takes when it is asked again.
    private async Task<bool> TryScreenshotAsync(string path, bool last)
    {
        try
        {
            await Page.ScreenshotAsync(new PageScreenshotOptions { Path = path, FullPage = true });
            return true;
        }
        catch (PlaywrightException refused) when (!last && refused.Message.Contains("Unable to capture screenshot", StringComparison.Ordinal))
        {
            return false;
        }
    }

    /// <summary>Closes the page and its context.</summary>
    public async ValueTask DisposeAsync() => await _context.CloseAsync();

    internal static async Task<WatchedPage> OpenAsync(IBrowserContext context)
    {
        await context.AddInitScriptAsync(NotePolicyViolations);
        var watched = new WatchedPage(context, await context.NewPageAsync());
        await context.RouteAsync("**/*", watched.RouteAsync);
        watched.Page.PageError += (_, message) => watched._problems.Enqueue($"Script: {message}");
        watched.Page.Console += (_, message) =>
        {
            if (message.Type is "error")
                watched._problems.Enqueue($"Console: {message.Text}");
        };
        return watched;
    }

    private async Task RouteAsync(IRoute route)
    {
        var address = new Uri(route.Request.Url);
        if (IsLoopback(address.Host))
        {
            await route.ContinueAsync();
            return;
        }
        _problems.Enqueue($"Request to another machine: {address.Host}");
        await route.AbortAsync();
    }

    private static bool IsLoopback(string host) =>
        host is "localhost" || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
