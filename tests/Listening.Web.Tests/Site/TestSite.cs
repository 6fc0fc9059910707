using Listening.Application.Access;
using Listening.Application.Collection;
using Listening.Application.People;
using Listening.Application.Triage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Listening.Web.Tests.Site;

/// <summary>The pages on a real server on a free loopback port, over readers in memory. Built from nothing and in the environment Production, as the service itself is.</summary>
public sealed class TestSite : IAsyncDisposable
{
    public static readonly DateTime Now = new(2026, 3, 4, 9, 30, 0, DateTimeKind.Utc);

    private readonly WebApplication _app;

    private TestSite(WebApplication app) => _app = app;

    internal FakeTriage Triage { get; } = new(Now);

    internal FakeSources Sources { get; } = new();

    internal FakePeople People { get; } = new();

    internal FakeSignIn SignIn { get; } = new();

    public Uri Address { get; private set; } = null!;

    public static async Task<TestSite> StartAsync(Action<IServiceCollection>? more = null, Action<WebApplication>? map = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        TestSite? site = null;
        builder.Services.AddSingleton<TimeProvider>(new FixedTime(Now));
        builder.Services.AddSingleton<ITriageReader>(_ => site!.Triage);
        builder.Services.AddSingleton<ISourceReader>(_ => site!.Sources);
        builder.Services.AddSingleton<IPersonService>(_ => site!.People);
        builder.Services.AddSingleton<ISignIn>(_ => site!.SignIn);
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.Services.AddAuthentication(IdentityConstants.ApplicationScheme).AddCookie(IdentityConstants.ApplicationScheme);
        builder.Services.AddListeningWeb();
        more?.Invoke(builder.Services);
        var app = builder.Build();
        app.MapListeningWeb();
        map?.Invoke(app);
        site = new TestSite(app);
        await app.StartAsync();
        site.Address = new Uri(app.Urls.Single());
        return site;
    }

    /// <summary>A browser of somebody who is not signed in.</summary>
    public Visitor Visit() => new(Address);

    /// <summary>A browser of somebody who came by a one-time link.</summary>
    public async Task<Visitor> SignInAsync()
    {
        var visitor = Visit();
        await visitor.SubmitAsync($"/sign-in/good-{Guid.NewGuid():N}");
        return visitor;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
