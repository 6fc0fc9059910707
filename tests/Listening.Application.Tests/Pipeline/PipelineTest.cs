using Listening.Application.Content;
using System.Linq.Expressions;
using Listening.Application.Collection;
using Listening.Application.Retention;
using Listening.Application.Storage;
using Listening.Core.Content;
using Listening.Core.Posts;
using Listening.Core.Retention;
using Listening.TestSupport;
using Listening.TestSupport.Pipeline;
using Listening.TestSupport.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Listening.Application.Tests.Pipeline;

/// <summary>A pipeline of its own for every test, on the database that the derived class names.</summary>
public abstract class PipelineTest(Func<Task<TestDatabase>> database) : IAsyncLifetime
{
    protected TestPipeline Pipeline { get; private set; } = null!;

    protected ManualTimeProvider Clock => Pipeline.Clock;

    protected ListSource Source => Pipeline.Source;

    protected virtual RetentionSettings Retention => new();

    protected virtual RetentionPolicy Policy => new();

    protected virtual int? KeepHours => null;

    public virtual async Task InitializeAsync() =>
        Pipeline = await TestPipeline.StartAsync(await database(), Retention, Policy, KeepHours, More);

    /// <summary>Adds what a test brings itself.</summary>
    protected virtual void More(IServiceCollection services)
    {
    }

    public Task DisposeAsync() => Pipeline.DisposeAsync().AsTask();

    protected static Post Post(string id, string text) => TestPipeline.Post(id, text);

    /// <summary>How many rows a table has.</summary>
    protected async Task<int> CountAsync<T>(Expression<Func<T, bool>>? which = null)
        where T : class
    {
        await using var db = Pipeline.Open();
        return which is null ? await db.Set<T>().CountAsync() : await db.Set<T>().CountAsync(which);
    }

    /// <summary>How many deleted posts are remembered.</summary>
    protected async Task<int> TombstonesAsync()
    {
        await using var db = Pipeline.Open();
        return await db.KnownPosts.CountAsync(known => !db.Posts.Any(post => post.Id == known.PostId));
    }

    /// <summary>All rows of a table.</summary>
    protected async Task<List<T>> RowsAsync<T>()
        where T : class
    {
        await using var db = Pipeline.Open();
        return await db.Set<T>().AsNoTracking().ToListAsync();
    }

    /// <summary>The row of a held post.</summary>
    protected async Task<PostRow?> RowOfAsync(string id, string source = "list")
    {
        var hash = new byte[IContentKeys.IdHashSize];
        var sourceId = Pipeline.Get<SourceCatalog>().Find(source)!.Id;
        Pipeline.Get<IContentKeys>().HashId(sourceId, id, hash);
        await using var db = Pipeline.Open();
        return await db.Posts.AsNoTracking().SingleOrDefaultAsync(row => row.SourceId == sourceId && row.IdHash == hash);
    }

    /// <summary>The item of a held post.</summary>
    protected async Task<TriageItemRow?> ItemOfAsync(string id)
    {
        var post = await RowOfAsync(id);
        await using var db = Pipeline.Open();
        return await db.TriageItems.AsNoTracking().SingleOrDefaultAsync(item => item.PostId == post!.Id);
    }

    /// <summary>A collection service as another process would have it: what it remembers is its own, the database is the same.</summary>
    protected CollectionService AnotherCollector()
    {
        var services = Pipeline.Get<IServiceProvider>();
        var held = new HeldPosts(Pipeline.Get<PostContent>());
        var store = ActivatorUtilities.CreateInstance<PageStore>(services, held);
        return ActivatorUtilities.CreateInstance<CollectionService>(services, store, held);
    }
}
