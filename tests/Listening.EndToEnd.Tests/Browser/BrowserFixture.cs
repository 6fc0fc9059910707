using Listening.TestSupport.Servers;
using Microsoft.Playwright;
using Xunit;

namespace Listening.EndToEnd.Tests.Browser;

/// <summary>One headless Chromium for a class or collection of tests. It reaches loopback and nothing else.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private static readonly string[] _arguments =
    [
        "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-quic",
        "--disable-gpu", "--no-first-run",
        // What the browser does of its own accord is not routed by a page; it finds no other host either.
        "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Starts the browser, unless the machine has none and the tests that need it are skipped.</summary>
    public async Task InitializeAsync()
    {
        if (Peers.ReasonToSkip([Peer.Chromium]) is not null)
            return;
        var program = Peers.ChromiumProgram ?? throw new ServerStartException("Chromium is not installed.");
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = program,
            // Chromium's sandbox does not start under root.
            ChromiumSandbox = !Environment.IsPrivilegedProcess,
            Args = _arguments,
        });
    }

    /// <summary>Opens an empty page in a context of its own: no cookies, no storage, no cache shared with another.</summary>
    /// <param name="options">Further options of the context, such as the window's size or scripting off.</param>
    public async Task<WatchedPage> NewPageAsync(BrowserNewContextOptions? options = null)
    {
        var browser = _browser ?? throw new InvalidOperationException("The browser was not started.");
        options ??= new BrowserNewContextOptions();
        options.ServiceWorkers = ServiceWorkerPolicy.Block;
        options.Locale ??= "en-GB";
        options.TimezoneId ??= "Europe/London";
        return await WatchedPage.OpenAsync(await browser.NewContextAsync(options));
    }

    /// <summary>Closes the browser.</summary>
    public async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.CloseAsync();
        _playwright?.Dispose();
    }
}
