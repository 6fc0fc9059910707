using Listening.Application.Retention;
using Listening.Host.Auditing;
using Listening.Host.Configuration;
using Listening.Host.Consumers;
using Listening.Host.Jobs;
using Listening.Host.Notices;
using Listening.Host.Outgoing;
using Listening.Web;
using Listening.Web.Meetings;
using Listening.Web.Security.SingleSignOn;
using Serilog;

namespace Listening.Host.Serving;

/// <summary>The whole service in one process: pages, scheduler, bus and purge.</summary>
internal static class ServiceHost
{
    /// <summary>Builds the service; nothing runs yet.</summary>
    public static WebApplication Build(ListeningOptions options, Action<IServiceCollection>? replace = null)
    {
        _ = ListeningServices.WarmUpAsync(options.Database);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = typeof(ServiceHost).Assembly.GetName().Name });
        builder.WebHost.UseKestrelCore().UseUrls(options.Urls);
        builder.Services.AddRoutingCore();
        builder.Logging.AddSerilog(Logging.Create(options), dispose: true);
        builder.Services
            .AddListening(options)
            .AddListeningAudit(options.Audit)
            .AddListeningAlerts(options.Alerts)
            .AddListeningDigest(options.Digest)
            .AddListeningJobs(options.Database)
            .AddListeningTransport(options.Transport)
            .AddListeningSendings(options)
            .AddSingleton(new PrinterSettings(options.Pdf?.Chromium))
            .AddListeningWeb()
            .AddListeningHealth();
        if (options.SignIn.SingleSignOn is { } singleSignOn) builder.Services.AddListeningSingleSignOn(singleSignOn.ToSettings());
        builder.Services.AddListeningProxies(options.Proxies);
        replace?.Invoke(builder.Services);

        var app = builder.Build();
        app.UseForwardedHeaders();
        app.MapListeningWeb();
        app.MapListeningHealth();
        return app;
    }

    /// <summary>Starts it: what is due is deleted before the first request is served.</summary>
    public static async Task StartListeningAsync(this WebApplication app, CancellationToken cancellationToken)
    {
        await app.Services.PrepareAsync(cancellationToken);
        await app.Services.GetRequiredService<RetentionService>().PurgeAsync(cancellationToken);
        await app.StartAsync(cancellationToken);
    }
}
