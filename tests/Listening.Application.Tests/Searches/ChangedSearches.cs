using Listening.Application.Auditing;
using Listening.Application.Searches;
using Listening.Application.Storage;
using Listening.Application.Tests.Pipeline;
using Listening.Core.Routing;
using Listening.TestSupport.Servers;
using Listening.TestSupport.Storage;
using Xunit;

namespace Listening.Application.Tests.Searches;

public abstract class ChangedSearches(Func<Task<TestDatabase>> database) : PipelineTest(database)
{
    private SearchChanges Changes => Pipeline.Get<SearchChanges>();

    [AvailableFact]
    public async Task A_change_is_the_next_version_with_who_when_and_why_and_what_was_found_keeps_its_own()
    {
        Source.Add(Post("1", "an apple"), Post("2", "a pear"));
        var id = await Pipeline.AddSearchAsync("fruit", "apple");
        await Pipeline.CollectAsync(id);
        Clock.Advance(TimeSpan.FromMinutes(1));

        var result = await Changes.ChangeAsync(Draft("fruit", "apple OR pear"), 1, Operation("7", "Pears as well."), CancellationToken.None);
        await Pipeline.CollectAsync(id);

        Assert.Equal(id, result.SearchId);
        var version = (await RowsAsync<SearchVersionRow>()).Single(row => row.Version == 2);
        Assert.Equal((id, "apple OR pear", "7", "Pears as well.", Clock.UtcNow), (version.SearchId, version.Query, version.ChangedBy, version.Reason, version.ChangedAt));
        Assert.Equal([("1", 1), ("2", 2)], await FoundAsync());
        Assert.Equal((AuditEvents.SearchChanged, "7", $"search:{id}"), (await RowsAsync<AuditRow>()).OrderBy(row => row.Index).Select(row => (row.Event, row.Actor, row.Subject)).Last());
    }

    [AvailableFact]
    public async Task A_change_of_an_older_version_or_of_nothing_is_refused_and_changes_nothing()
    {
        await Pipeline.AddSearchAsync("fruit", "apple");
        await Changes.ChangeAsync(Draft("fruit", "pear"), 1, Operation(), CancellationToken.None);
        var entries = await CountAsync<AuditRow>();

        Assert.Equal(SearchFault.Changed, (await Changes.ChangeAsync(Draft("fruit", "plum"), 1, Operation(), CancellationToken.None)).Fault);
        Assert.Equal(SearchFault.State, (await Changes.ChangeAsync(Draft("fruit", "pear"), 2, Operation(), CancellationToken.None)).Fault);
        Assert.Equal(SearchFault.Query, (await Changes.ChangeAsync(Draft("fruit", "(plum"), 2, Operation(), CancellationToken.None)).Fault);
        Assert.Equal(SearchFault.Missing, (await Changes.ChangeAsync(Draft("meat", "plum"), 1, Operation(), CancellationToken.None)).Fault);

        Assert.Equal("pear", Assert.Single(await RowsAsync<SavedSearchRow>()).Query);
        Assert.Equal((2, entries), (await CountAsync<SearchVersionRow>(), await CountAsync<AuditRow>()));
    }

    [AvailableFact]
    public async Task Of_two_who_change_a_search_at_once_one_is_told_of_the_other()
    {
        await Pipeline.AddSearchAsync("fruit", "apple");

        var results = await Task.WhenAll(Enumerable.Range(1, 4).Select(at =>
            Task.Run(() => Changes.ChangeAsync(Draft("fruit", $"apple OR pear{at}"), 1, Operation(), CancellationToken.None))));

        Assert.Single(results, result => result.SearchId is not null);
        Assert.All(results.Where(result => result.SearchId is null), result => Assert.Equal(SearchFault.Changed, result.Fault));
        Assert.Equal(2, await CountAsync<SearchVersionRow>());
    }

    [AvailableFact]
    public async Task A_paused_search_matches_nothing_new_keeps_what_it_found_and_catches_up_when_it_goes_on()
    {
        var paused = await Pipeline.AddSearchAsync("apples", "apple");
        var other = await Pipeline.AddSearchAsync("pears", "pear");
        Source.Add(Post("1", "an apple"), Post("2", "a pear"));
        await Pipeline.CollectAsync(other);

        Assert.NotNull((await Changes.PauseAsync("apples", Operation("7", "Too much noise."), CancellationToken.None)).SearchId);
        Source.Add(Post("3", "another apple"), Post("4", "another pear"));
        Assert.Null(await Pipeline.CollectAsync(paused));
        await Pipeline.CollectAsync(other);
        Assert.Equal(["1", "2", "4"], (await FoundAsync()).Select(found => found.Id));

        Assert.Equal(SearchFault.State, (await Changes.PauseAsync("apples", Operation(), CancellationToken.None)).Fault);
        Assert.NotNull((await Changes.ResumeAsync("apples", Operation(), CancellationToken.None)).SearchId);
        Assert.Equal(SearchFault.State, (await Changes.ResumeAsync("apples", Operation(), CancellationToken.None)).Fault);
        await Pipeline.CollectAsync(paused);
        Assert.Equal(["1", "2", "3", "4"], (await FoundAsync()).Select(found => found.Id));
        Assert.Equal(
            [AuditEvents.SearchAdded, AuditEvents.SearchAdded, AuditEvents.SearchPaused, AuditEvents.SearchResumed],
            (await RowsAsync<AuditRow>()).OrderBy(row => row.Index).Select(row => row.Event));
    }

    [AvailableFact]
    public async Task A_run_that_is_asked_for_is_found_once_by_whoever_keeps_the_schedule()
    {
        var runs = Pipeline.Get<SearchRuns>();
        var id = await Pipeline.AddSearchAsync("fruit", "apple");
        await Pipeline.AddSearchAsync("decoy", "pear");
        var start = await runs.EndAsync(CancellationToken.None);

        Assert.NotNull((await runs.AskAsync("fruit", Operation(), CancellationToken.None)).SearchId);
        Assert.NotNull((await runs.AskAsync("fruit", Operation(), CancellationToken.None)).SearchId);
        Assert.Equal(SearchFault.Missing, (await runs.AskAsync("meat", Operation(), CancellationToken.None)).Fault);

        var (asked, end) = await runs.AskedAsync(start, CancellationToken.None);
        Assert.Equal([id], asked);
        Assert.Empty((await runs.AskedAsync(end, CancellationToken.None)).SearchIds);
        await Changes.PauseAsync("fruit", Operation(), CancellationToken.None);
        Assert.Equal(SearchFault.State, (await runs.AskAsync("fruit", Operation(), CancellationToken.None)).Fault);
    }

    private static SearchDraft Draft(string name, string query) =>
        new() { Name = name, Query = query, Sources = ["list"], Schedule = new SearchSchedule(null, TimeSpan.FromMinutes(5)), Purpose = SearchPurpose.General };

    private OperationContext Operation(string actor = "7", string reason = "For the test.") => new(actor, Clock.UtcNow, reason);

    private async Task<List<(string Id, int Version)>> FoundAsync()
    {
        var matches = await RowsAsync<MatchRow>();
        var found = new List<(string, int)>();
        foreach (var id in (await Pipeline.HeldAsync()).Keys.Order(StringComparer.Ordinal))
        {
            var row = await RowOfAsync(id);
            found.AddRange(matches.Where(match => match.PostId == row!.Id).Select(match => (id, match.SearchVersion)));
        }

        return found;
    }
}

public sealed class ChangedSearchesOnSqlite() : ChangedSearches(TestDatabases.SqliteAsync);

[Needs(Peer.PostgreSql)]
public sealed class ChangedSearchesOnPostgreSql() : ChangedSearches(TestDatabases.PostgreSqlAsync);

[Needs(Peer.SqlServer)]
public sealed class ChangedSearchesOnSqlServer() : ChangedSearches(TestDatabases.SqlServerAsync);
