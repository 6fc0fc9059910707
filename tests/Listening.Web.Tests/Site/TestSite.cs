using System.Globalization;
using Listening.Application;
using Listening.Application.Access;
using Listening.Application.Collection;
using Listening.Application.Content;
using Listening.Application.People;
using Listening.Application.Retention;
using Listening.Application.Searches;
using Listening.Application.Storage;
using Listening.Application.Triage;
using Listening.Core.Content;
using Listening.Core.Retention;
using Listening.Storage.Sqlite;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Listening.Web.Tests.Site;

/// <summary>
/// The pages on a real server on a free loopback port. Queues, sources and sign-in are in memory; everything else is the
/// service's own, on a database. Built from nothing and in the environment Production, as the service itself is.
/// </summary>
public sealed class TestSite : IAsyncDisposable
{
    public static readonly DateTime Now = new(2026, 3, 4, 9, 30, 0, DateTimeKind.Utc);

    /// <summary>The account of whoever signs in without saying which; it has every role.</summary>
    public const int UsualAccount = 7;

    private readonly WebApplication _app;
    private readonly SiteDatabase _database;

    private TestSite(WebApplication app, SiteDatabase database)
    {
        (_app, _database) = (app, database);
        SignIn = new FakeSignIn(this.SessionOfAsync);
    }

    internal FakeTriage Triage { get; } = new(Now);

    internal FakeSources Sources { get; } = new();

    internal FakePeople People { get; } = new();

    internal FakeSignIn SignIn { get; }

    public Uri Address { get; private set; } = null!;

    public static async Task<TestSite> StartAsync(Action<IServiceCollection>? more = null, Action<WebApplication>? map = null, AccessSettings? settings = null)
    {
        var database = await SiteDatabase.CreateAsync();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        TestSite? site = null;
        builder.Services
            .AddSingleton<TimeProvider>(new FixedTime(Now))
            .AddSqliteStorage(database.ConnectionString)
            .AddSingleton<IContentKeys>(_ => new KeyFolder(database.KeyFolder))
            .AddSingleton<IDeletionKeys>(new DeletionKeyFolder(database.KeyFolder))
            .AddSingleton(new RetentionPolicy())
            .AddSingleton<IScheduleCheck, AnySchedule>()
            .AddLogging()
            .AddSingleton(settings ?? new AccessSettings(IsTrial: true, AttemptsPerMinute: 1_000))
            .AddListeningApplication()
            .AddListeningAccess()
            .AddSingleton<ITriageReader>(_ => site!.Triage)
            .AddSingleton<ISourceReader>(_ => site!.Sources)
            .AddSingleton<IPersonService>(_ => site!.People)
            .AddSingleton<ISignIn>(_ => site!.SignIn);
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.Services.AddListeningWeb();
        more?.Invoke(builder.Services);
        var app = builder.Build();
        app.MapListeningWeb();
        map?.Invoke(app);
        site = new TestSite(app, database);
        await site.Get<RetentionRulebook>().StartAsync(CancellationToken.None);
        await site.Get<SourceCatalog>().RegisterAsync(CancellationToken.None);
        await site.EnsureAsync(UsualAccount);
        await app.StartAsync();
        site.Address = new Uri(app.Urls.Single());
        return site;
    }

    /// <summary>A service of the site.</summary>
    public T Get<T>() where T : notnull => _app.Services.GetRequiredService<T>();

    /// <summary>Puts rows into the database.</summary>
    public async Task AddAsync(params object[] rows)
    {
        await using var db = await Get<IDbContextFactory<ListeningDbContext>>().CreateDbContextAsync();
        db.AddRange(rows);
        await db.SaveChangesAsync();
    }

    /// <summary>The audit entries of an event, oldest first.</summary>
    public async Task<IReadOnlyList<AuditRow>> EntriesAsync(string @event)
    {
        await using var db = await Get<IDbContextFactory<ListeningDbContext>>().CreateDbContextAsync();
        return await db.AuditEntries.AsNoTracking().Where(entry => entry.Event == @event).OrderBy(entry => entry.At).ToListAsync();
    }

    /// <summary>A browser of somebody who is not signed in.</summary>
    public Visitor Visit() => new(Address);

    /// <summary>A browser of somebody with these roles, or with all of them when none is named, who came by a one-time link.</summary>
    public async Task<Visitor> SignInAsync(int account = UsualAccount, params StaffRole[] roles)
    {
        await this.EnsureAsync(account, roles);
        var visitor = Visit();
        await visitor.SubmitAsync($"/sign-in/good-{account.ToString(CultureInfo.InvariantCulture)}-{Guid.NewGuid():N}");
        return visitor;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _database.Dispose();
    }
}
