using Listening.Application.Collection;
using Listening.Application.Content;
using Listening.Application.Storage;
using Listening.Core.Posts;
using Listening.Host.Configuration;
using Listening.Host.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace Listening.Host.Tests.Serving;

/// <summary>The whole service in this process.</summary>
internal sealed class RunningService : IAsyncDisposable
{
    private static readonly TimeSpan _stopLimit = TimeSpan.FromSeconds(60);
    private readonly WebApplication _app;

    private RunningService(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.First());

    public static async Task<RunningService> StartAsync(ListeningOptions options, Action<IServiceCollection>? replace = null)
    {
        var app = ServiceHost.Build(options, replace);
        try
        {
            await app.StartListeningAsync(CancellationToken.None);
            return new RunningService(app);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    public T Get<T>() where T : notnull => _app.Services.GetRequiredService<T>();

    public HttpClient Client() => new() { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(30) };

    public ListeningDbContext Open() => Get<IDbContextFactory<ListeningDbContext>>().CreateDbContext();

    public async Task<T> ReadAsync<T>(Func<ListeningDbContext, Task<T>> read)
    {
        await using var db = Open();
        return await read(db);
    }

    /// <summary>Waits until it says that it is ready: the bus starts beside the pages and may follow them by a moment.</summary>
    public async Task ReadyAsync()
    {
        using var http = Client();
        await Eventually.TrueAsync(
            async () => (await http.GetAsync(new Uri("/health/ready", UriKind.Relative))).IsSuccessStatusCode, "it is not ready", TimeSpan.FromSeconds(20));
    }

    /// <summary>Waits until that many posts are in a queue and none waits for one.</summary>
    public Task RoutedAsync(int posts, TimeSpan? limit = null) => Eventually.TrueAsync(
        async () => await ReadAsync(db => db.TriageItems.CountAsync()) >= posts && await ReadAsync(db => db.Outbox.CountAsync()) == 0,
        async () => $"{await ReadAsync(db => db.TriageItems.CountAsync())} of {posts} posts are in a queue, {await ReadAsync(db => db.Posts.CountAsync())} are stored, {await ReadAsync(db => db.Outbox.CountAsync())} messages wait",
        limit ?? TimeSpan.FromSeconds(60));

    /// <summary>The held posts, opened.</summary>
    public async Task<IReadOnlyList<Post>> HeldAsync()
    {
        var rows = await ReadAsync(db => db.Posts.AsNoTracking().ToListAsync());
        return [.. rows.Select(row => Get<PostContent>().Open(row.Content, row.KeyId, row.IdHash) ?? throw new InvalidOperationException("A held post cannot be opened."))];
    }

    /// <summary>The jobs that collect, as the scheduler's store has them.</summary>
    public async Task<IReadOnlyList<IJobDetail>> CollectionJobsAsync()
    {
        var scheduler = await Get<ISchedulerFactory>().GetScheduler();
        var jobs = new List<IJobDetail>();
        foreach (var key in await scheduler.GetJobKeys(Quartz.GroupMatcher<JobKey>.GroupEquals("collection")))
        {
            // One that was removed since the keys were read is not there any more.
            if (await scheduler.GetJobDetail(key) is { } job) jobs.Add(job);
        }

        return jobs;
    }

    /// <summary>The number of a source.</summary>
    public int SourceId(string name) => Get<SourceCatalog>().Find(name)!.Id;

    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(_stopLimit);
        await _app.StopAsync(limit.Token);
        await _app.DisposeAsync();
    }
}
