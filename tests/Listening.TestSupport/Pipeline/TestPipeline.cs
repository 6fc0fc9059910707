using Listening.Application;
using Listening.Application.Auditing;
using Listening.Application.Collection;
using Listening.Application.Content;
using Listening.Application.Retention;
using Listening.Application.Routing;
using Listening.Application.Searches;
using Listening.Application.Storage;
using Listening.Core.Content;
using Listening.Core.Posts;
using Listening.Core.Retention;
using Listening.Core.Routing;
using Listening.Core.Sources;
using Listening.TestSupport.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Listening.TestSupport.Pipeline;

/// <summary>The services from collection to retention on one database, a clock that stands still, and sources a test writes. No bus: routing is called.</summary>
public sealed class TestPipeline : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly DirectoryInfo _keys = Directory.CreateTempSubdirectory("listening-keys-");
    private readonly DirectoryInfo _audit = Directory.CreateTempSubdirectory("listening-audit-");

    private TestPipeline(TestDatabase database, RetentionSettings retention, RetentionPolicy policy, int? keepHours, Action<IServiceCollection>? more)
    {
        Database = database;
        Source = new ListSource("list", Clock);
        Platform = new ListSource("platform", Clock, readsEverything: false);
        var services = new ServiceCollection()
            .AddSingleton<TimeProvider>(Clock)
            .AddSingleton<IContentKeys>(_ => new KeyFolder(_keys.FullName))
            .AddSingleton<IDeletionKeys>(new DeletionKeyFolder(_keys.FullName))
            .AddSingleton(new AuditSettings(Path.Combine(_audit.FullName, "signing"), Path.Combine(_audit.FullName, "checkpoints")))
            .AddSingleton(keepHours is { } hours ? new RetentionPolicy(policy.StandardHours, policy.NoiseHours, new Dictionary<string, int> { ["list"] = hours }) : policy)
            .AddSingleton(retention)
            .AddSingleton<IScheduleCheck, AnySchedule>()
            .AddSingleton(new SourceDefinition("list", Source))
            .AddSingleton(new SourceDefinition("platform", Platform))
            .AddLogging();
        more?.Invoke(services);
        services.AddListeningApplication();
        database.Register(services);
        _services = services.BuildServiceProvider();
    }

    /// <summary>The clock; begins at noon of a fixed day.</summary>
    public ManualTimeProvider Clock { get; } = new(new DateTime(2026, 3, 10, 12, 0, 0, DateTimeKind.Utc));

    /// <summary>The database.</summary>
    public TestDatabase Database { get; }

    /// <summary>A source named <c>list</c> that reads everything.</summary>
    public ListSource Source { get; }

    /// <summary>A source named <c>platform</c> that is asked for each search by itself.</summary>
    public ListSource Platform { get; }

    /// <summary>The folder of the content keys.</summary>
    public string KeyFolder => _keys.FullName;

    /// <summary>Makes the database and the services, with others that a test brings; takes the database over.</summary>
    public static async Task<TestPipeline> StartAsync(
        TestDatabase database, RetentionSettings? retention = null, RetentionPolicy? policy = null, int? keepHours = null, Action<IServiceCollection>? more = null)
    {
        var pipeline = new TestPipeline(database, retention ?? new RetentionSettings(), policy ?? new RetentionPolicy(), keepHours, more);
        await pipeline.Get<DatabaseStart>().MigrateAsync(CancellationToken.None);
        await pipeline.Get<SourceCatalog>().RegisterAsync(CancellationToken.None);
        return pipeline;
    }

    /// <summary>A service.</summary>
    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    /// <summary>A new context; the caller disposes it.</summary>
    public ListeningDbContext Open() => Get<IDbContextFactory<ListeningDbContext>>().CreateDbContext();

    /// <summary>A post of the test source.</summary>
    public static Post Post(string id, string text) => new() { Id = id, Text = text, Author = new Author($"id-{id}", $"handle{id}", $"Name {id}") };

    /// <summary>Adds a search; it must be accepted.</summary>
    /// <returns>Its number.</returns>
    public async Task<int> AddSearchAsync(
        string name, string query, SearchPurpose purpose = SearchPurpose.General, string source = "list", SearchKind kind = SearchKind.Keywords, string? target = null)
    {
        var draft = new SearchDraft
        {
            Name = name,
            Query = query,
            Purpose = purpose,
            Kind = kind,
            Target = target,
            Sources = [source],
            Schedule = new SearchSchedule(null, TimeSpan.FromMinutes(5)),
        };
        var result = await Get<SearchService>().AddAsync(draft, OperationContext.System(Clock, "Test."), CancellationToken.None);
        return result.SearchId ?? throw new InvalidOperationException(result.Refusal);
    }

    /// <summary>Runs a search on a source.</summary>
    public async Task<CollectionRunRow?> CollectAsync(int searchId, string source = "list") =>
        await Get<CollectionService>().RunAsync(searchId, Get<SourceCatalog>().Find(source)!.Id, nextDueAt: null, CancellationToken.None);

    /// <summary>Routes everything that waits.</summary>
    public Task<int> RouteAsync() => Get<UnroutedPosts>().RouteAllAsync(Get<RoutingService>(), CancellationToken.None);

    /// <summary>Deletes what is due.</summary>
    public Task<PurgeOutcome> PurgeAsync() => Get<RetentionService>().PurgeAsync(CancellationToken.None);

    /// <summary>The held posts, opened, by native id; a post whose key is gone is not among them.</summary>
    public async Task<IReadOnlyDictionary<string, Post>> HeldAsync()
    {
        await using var db = Open();
        return (await db.Posts.AsNoTracking().ToListAsync())
            .Select(row => Get<PostContent>().Open(row.Content, row.KeyId, row.IdHash)).OfType<Post>().ToDictionary(post => post.Id);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Database.DisposeAsync();
        _keys.Delete(recursive: true);
        _audit.Delete(recursive: true);
    }

    private sealed class AnySchedule : IScheduleCheck
    {
        public string? RefusalOf(SearchSchedule schedule) => null;
    }
}
