using Listening.Application.Auditing;
using Listening.Application.Searches;
using Listening.Application.Storage;
using Listening.Application.Tests.Pipeline;
using Listening.Core.Sources;
using Listening.TestSupport.Servers;
using Listening.TestSupport.Storage;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Listening.Application.Tests.Searches;

public abstract class SavedSearches(Func<Task<TestDatabase>> database) : PipelineTest(database)
{
    private SearchService Service => Pipeline.Get<SearchService>();

    [AvailableFact]
    public async Task Refuses_with_a_sentence_and_changes_nothing()
    {
        Assert.NotNull((await AddAsync(Draft("taken"))).SearchId);

        await RefusedAsync("The name has to be 2 to 64 lower-case letters", Draft("Mentions ICO"));
        await RefusedAsync("The name has to be 2 to 64 lower-case letters", Draft("x"));
        await RefusedAsync("The name has to be 2 to 64 lower-case letters", Draft(new string('x', 65)));
        await RefusedAsync("column 1", Draft("open") with { Query = "(apple" });
        await RefusedAsync("at least one source", Draft("nowhere") with { Sources = [] });
        await RefusedAsync("No source named elsewhere is configured; there is list, platform.", Draft("elsewhere") with { Sources = ["list", "elsewhere"] });
        await RefusedAsync("need a target", Draft("account") with { Kind = SearchKind.Account });
        await RefusedAsync("need a target", Draft("keywords") with { Target = "somebody" });
        await RefusedAsync("512", Draft("long") with { Kind = SearchKind.List, Target = new string('x', 513) });
        await RefusedAsync("There is a search named taken already", Draft("taken"));

        Assert.Equal(1, await CountAsync<SavedSearchRow>());
        Assert.Equal(1, await CountAsync<SearchVersionRow>());
        Assert.Equal(1, await CountAsync<AuditRow>());
    }

    [AvailableFact]
    public async Task Adds_a_search_with_its_version_and_an_entry_of_who_when_and_why()
    {
        var result = await AddAsync(Draft("apples") with { Sources = ["list", "platform", "list"] }, "console", "Asked for by the press office.");

        var row = Assert.Single(await Service.ListAsync(CancellationToken.None));
        Assert.Equal((result.SearchId!.Value, "apples", "apple", 1, 300), (row.Id, row.Name, row.Query, row.Version, row.IntervalSeconds!.Value));
        Assert.Equal(2, row.Sources.Count);
        var version = Assert.Single(await RowsAsync<SearchVersionRow>());
        Assert.Equal((row.Id, 1, "apple", "console", "Asked for by the press office.", Clock.UtcNow),
            (version.SearchId, version.Version, version.Query, version.ChangedBy, version.Reason, version.ChangedAt));
        var entry = Assert.Single(await RowsAsync<AuditRow>());
        Assert.Equal((AuditEvents.SearchAdded, $"search:{row.Id}", "console", "Asked for by the press office.", Clock.UtcNow),
            (entry.Event, entry.Subject, entry.Actor, entry.Reason, entry.At));
    }

    [AvailableFact]
    public async Task Makes_a_removed_search_that_comes_back_the_next_version()
    {
        var first = await AddAsync(Draft("apples"));
        var other = await AddAsync(Draft("pears") with { Query = "pear" });
        Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(first.SearchId, (await Service.RemoveAsync("apples", Operation("7", "Over."), CancellationToken.None)).SearchId);
        Assert.Equal(["pears"], (await Service.ListAsync(CancellationToken.None)).Select(search => search.Name));
        Assert.NotNull((await Service.RemoveAsync("apples", Operation("7", "Again."), CancellationToken.None)).Refusal);

        var again = await AddAsync(Draft("apples") with { Query = "apple OR cider" });
        Assert.Equal(first.SearchId, again.SearchId);
        var versions = (await RowsAsync<SearchVersionRow>()).Where(version => version.SearchId == first.SearchId).OrderBy(version => version.Version);
        Assert.Equal([(1, "apple"), (2, "apple"), (3, "apple OR cider")], versions.Select(version => (version.Version, version.Query)));
        var row = (await Service.ListAsync(CancellationToken.None)).Single(search => search.Name == "apples");
        Assert.Equal((3, "apple OR cider", 1), (row.Version, row.Query, row.Sources.Count));
        Assert.Equal(
            [AuditEvents.SearchAdded, AuditEvents.SearchAdded, AuditEvents.SearchRemoved, AuditEvents.SearchAdded],
            (await RowsAsync<AuditRow>()).OrderBy(entry => entry.Index).Select(entry => entry.Event));
        Assert.NotEqual(first.SearchId, other.SearchId);
    }

    [AvailableFact]
    public async Task Saves_no_search_whose_audit_entry_cannot_be_saved()
    {
        // Every entry needs a reason; the search itself would do without.
        var broken = new OperationContext("console", Clock.UtcNow, null!);

        await Assert.ThrowsAnyAsync<Exception>(() => Service.AddAsync(Draft("apples"), broken, CancellationToken.None));

        Assert.Equal(0, await CountAsync<SavedSearchRow>() + await CountAsync<SearchVersionRow>() + await CountAsync<AuditRow>());
        Assert.NotNull((await AddAsync(Draft("apples"))).SearchId);
    }

    [AvailableFact]
    public async Task Lets_another_process_notice_every_change_and_compiles_nothing_without_one()
    {
        await AddAsync(Draft("apples"));
        using var elsewhere = ActivatorUtilities.CreateInstance<SearchCatalog>(Pipeline.Get<IServiceProvider>());
        var first = await elsewhere.CurrentAsync(CancellationToken.None);
        Assert.Same(first, await elsewhere.CurrentAsync(CancellationToken.None));

        await AddAsync(Draft("pears"));
        Assert.Equal(["apples", "pears"], Names(await elsewhere.CurrentAsync(CancellationToken.None)));
        await Service.RemoveAsync("apples", Operation("console", "Over."), CancellationToken.None);
        Assert.Equal(["pears"], Names(await elsewhere.CurrentAsync(CancellationToken.None)));
        await AddAsync(Draft("apples"));
        Assert.Equal(["apples", "pears"], Names(await elsewhere.CurrentAsync(CancellationToken.None)));
    }

    [AvailableFact]
    public async Task Adds_one_search_when_two_ask_for_the_same_name_at_once()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => AddAsync(Draft("apples")))));

        Assert.Single(results, result => result.SearchId is not null);
        Assert.All(results.Where(result => result.SearchId is null), result => Assert.Contains("already", result.Refusal, StringComparison.Ordinal));
        Assert.Equal(1, await CountAsync<SavedSearchRow>());
    }

    private static SearchDraft Draft(string name) => new()
    {
        Name = name,
        Query = "apple",
        Sources = ["list"],
        Schedule = new SearchSchedule(null, TimeSpan.FromMinutes(5)),
    };

    private static IEnumerable<string> Names(SearchSnapshot snapshot) => snapshot.ById.Values.Select(search => search.Name).Order(StringComparer.Ordinal);

    private OperationContext Operation(string actor, string reason) => new(actor, Clock.UtcNow, reason);

    private Task<SearchCommandResult> AddAsync(SearchDraft draft, string actor = "console", string reason = "Test.") =>
        Service.AddAsync(draft, Operation(actor, reason), CancellationToken.None);

    private async Task RefusedAsync(string because, SearchDraft draft)
    {
        var result = await AddAsync(draft);
        Assert.Null(result.SearchId);
        Assert.Contains(because, result.Refusal, StringComparison.OrdinalIgnoreCase);
    }
}

public sealed class SavedSearchesOnSqlite() : SavedSearches(TestDatabases.SqliteAsync);

[Needs(Peer.PostgreSql)]
public sealed class SavedSearchesOnPostgreSql() : SavedSearches(TestDatabases.PostgreSqlAsync);

[Needs(Peer.SqlServer)]
public sealed class SavedSearchesOnSqlServer() : SavedSearches(TestDatabases.SqlServerAsync);
