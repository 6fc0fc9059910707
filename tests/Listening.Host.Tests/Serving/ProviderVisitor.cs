using System.Net;

namespace Listening.Host.Tests.Serving;

/// <summary>A browser without scripts that goes from the service to the provider and back, and can be led astray on the way.</summary>
internal sealed class ProviderVisitor : IDisposable
{
    private readonly HttpClientHandler _handler = new() { AllowAutoRedirect = false, CookieContainer = new CookieContainer() };
    private readonly HttpClient _http;
    private readonly Uri _service;

    public ProviderVisitor(Uri service)
    {
        _service = service;
        _http = new HttpClient(_handler) { BaseAddress = service, Timeout = TimeSpan.FromSeconds(30) };
    }

    /// <summary>Whether this browser has a session.</summary>
    public bool IsSignedIn => _handler.CookieContainer.GetCookies(_service).Any(cookie => cookie.Name == "listening-session");

    /// <summary>Signs in by the button; answers where that led.</summary>
    /// <param name="onTheWay">Changes the address at the provider.</param>
    /// <param name="onTheWayBack">Changes the address that leads back.</param>
    public async Task<string> SignInAsync(Func<string, string>? onTheWay = null, Func<string, string>? onTheWayBack = null) =>
        await ReturnAsync((onTheWayBack ?? (same => same))(await AskProviderAsync(onTheWay)));

    /// <summary>Goes as far as the provider's answer, which is not followed.</summary>
    public async Task<string> AskProviderAsync(Func<string, string>? onTheWay = null)
    {
        var next = await NextAsync(new Uri(_service, "/sign-in/single-sign-on"));
        if (onTheWay is not null) next = onTheWay(next);
        for (var step = 0; step < 10 && !next.StartsWith(new Uri(_service, "/sign-in/").AbsoluteUri, StringComparison.Ordinal); step++)
            next = await NextAsync(new Uri(next));
        return next;
    }

    /// <summary>Follows the provider's answer; says where it led.</summary>
    public Task<string> ReturnAsync(string answer) => NextAsync(new Uri(answer));

    /// <summary>Opens a page.</summary>
    public async Task<HttpStatusCode> OpenAsync(string path)
    {
        using var response = await _http.GetAsync(new Uri(path, UriKind.Relative));
        return response.StatusCode;
    }

    public void Dispose()
    {
        _http.Dispose();
        _handler.Dispose();
    }

    private async Task<string> NextAsync(Uri address)
    {
        using var response = await _http.GetAsync(address);
        var next = response.Headers.Location ?? throw new InvalidOperationException($"{address.AbsolutePath} answered {response.StatusCode}: {await response.Content.ReadAsStringAsync()}");
        return next.IsAbsoluteUri || address.Authority == _service.Authority ? next.OriginalString : new Uri(address, next).AbsoluteUri;
    }
}
