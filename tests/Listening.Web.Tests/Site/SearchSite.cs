using Listening.Application.Auditing;
using Listening.Application.Collection;
using Listening.Application.Routing;
using Listening.Application.Searches;
using Listening.Application.Triage;
using Listening.Core.Posts;
using Listening.Core.Routing;
using Listening.TestSupport.Pipeline;
using Microsoft.Extensions.DependencyInjection;

namespace Listening.Web.Tests.Site;

/// <summary>A site with a source that a test writes, so that its searches find posts.</summary>
internal static class SearchSite
{
    public const string Source = "village-square";

    public static Task<TestSite> StartAsync(params Post[] posts)
    {
        var source = new ListSource(Source, new FixedTime(TestSite.Now));
        source.Add(posts);
        return TestSite.StartAsync(services => services.AddSingleton(new SourceDefinition(Source, source)));
    }

    /// <summary>The same with the service's own queues instead of those in memory, filled by a search for the word ICO.</summary>
    public static async Task<TestSite> StartWholeAsync(params Post[] posts)
    {
        var source = new ListSource(Source, new FixedTime(TestSite.Now));
        source.Add(posts);
        var site = await TestSite.StartAsync(services => services.AddSingleton(new SourceDefinition(Source, source)).AddSingleton<ITriageReader, TriageReader>());
        await RunAsync(site, await AddSearchAsync(site, "ico", "ICO"));
        return site;
    }

    public static Post Post(string id, string text) =>
        new() { Id = id, Text = text, Author = new Author("a1", "pim.example", "Pim Featherstonehaugh-Test"), CreatedAt = TestSite.Now.AddHours(-2) };

    /// <summary>Adds a search; it must be accepted.</summary>
    public static async Task<int> AddSearchAsync(TestSite site, string name, string query, SearchPurpose purpose = SearchPurpose.Fee)
    {
        var draft = new SearchDraft { Name = name, Query = query, Purpose = purpose, Sources = [Source], Schedule = new SearchSchedule(null, TimeSpan.FromMinutes(5)) };
        var result = await site.Get<SearchService>().AddAsync(draft, new OperationContext("2", TestSite.Now, "For the press office."), CancellationToken.None);
        Assert.Null(result.Refusal);
        return result.SearchId!.Value;
    }

    /// <summary>Runs it and routes what it finds.</summary>
    public static async Task RunAsync(TestSite site, int search)
    {
        await site.Get<CollectionService>().RunAsync(search, site.Get<SourceCatalog>().Find(Source)!.Id, TestSite.Now.AddMinutes(5), CancellationToken.None);
        await site.Get<UnroutedPosts>().RouteAllAsync(site.Get<RoutingService>(), CancellationToken.None);
    }
}
