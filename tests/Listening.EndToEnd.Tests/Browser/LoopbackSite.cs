using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Listening.EndToEnd.Tests.Browser;

/// <summary>A web site of one page on a free loopback port.</summary>
internal sealed class LoopbackSite : IAsyncDisposable
{
    private readonly WebApplication _application;

    private LoopbackSite(WebApplication application) => _application = application;

    public string Address => _application.Urls.Single();

    /// <summary>Serves a page under a content policy that allows nothing but the site's own.</summary>
    public static async Task<LoopbackSite> StartAsync(string html)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var application = builder.Build();
        application.MapGet("/", (HttpContext context) =>
        {
            context.Response.Headers.ContentSecurityPolicy = "default-src 'self'; img-src *";
            return Results.Content(html, "text/html; charset=utf-8");
        });
        application.MapGet("/favicon.ico", () => Results.NoContent());
        await application.StartAsync();
        return new LoopbackSite(application);
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();
}
