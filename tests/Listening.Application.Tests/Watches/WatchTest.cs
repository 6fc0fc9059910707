using System.Text.Json;
using Listening.Application.Auditing;
using Listening.Application.Storage;
using Listening.Application.Tests.Pipeline;
using Listening.Application.Watches;
using Listening.Core.Foi;
using Listening.Core.Posts;
using Listening.Core.Sources;
using Listening.TestSupport.Storage;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Listening.Application.Tests.Watches;

/// <summary>An invented campaigner whose account a search is aimed at, small thresholds, and an authority with an account of its own.</summary>
public abstract class WatchTest(Func<Task<TestDatabase>> database) : PipelineTest(database)
{
    protected const string Necessity = "The borough's refusals are only told of on this account, and a search for words misses most.";
    protected const string Proportionality = "Only posts on requests are kept, for five days, and nobody else is looked at.";
    protected const string Pim = "pim.example";
    protected const string Borough = "ambleford.example";

    protected WatchService Watches => Pipeline.Get<WatchService>();

    protected override void More(IServiceCollection services) => services.AddSingleton(new AttentionSettings(WarnCaptures: 3, BlockCaptures: 4, WarnViews: 2, BlockViews: 3));

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await using var db = Pipeline.Open();
        var authority = new AuthorityRow { Name = "Ambleford Borough Council", ChangedAt = Clock.UtcNow };
        db.Authorities.Add(authority);
        await db.SaveChangesAsync();
        var entry = JsonSerializer.Serialize(new Authority { Name = authority.Name, Handles = [Borough] });
        db.AuthorityEntries.Add(new AuthorityEntryRow { Register = "test", Code = "1", AuthorityId = authority.Id, Entry = entry });
        await db.SaveChangesAsync();
    }

    protected Task<int> AccountSearchAsync(string name, string target = Pim, SearchKind kind = SearchKind.Account) =>
        Pipeline.AddSearchAsync(name, "apple", source: "platform", kind: kind, target: target);

    protected static Post By(string handle, string id) => new() { Id = id, Text = "an apple", Author = new Author($"account-{handle}", handle, $"Somebody called {handle}") };

    protected OperationContext By(int account) => new(account.ToString(System.Globalization.CultureInfo.InvariantCulture), Clock.UtcNow, "In a test.");

    /// <summary>Asks; it must be taken.</summary>
    protected async Task<int> AskAsync(string search)
    {
        var asked = await Watches.AskAsync(new WatchDraft(search, Necessity, Proportionality), By(1), CancellationToken.None);
        Assert.Null(asked.Refusal);
        return asked.WatchId!.Value;
    }

    /// <summary>Asks, and has somebody else allow it.</summary>
    protected async Task<int> AllowAsync(string search)
    {
        var id = await AskAsync(search);
        Assert.Null((await Watches.DecideAsync(id, allow: true, By(2), CancellationToken.None)).Refusal);
        return id;
    }

    protected async Task<string?> RefusalOfAskAsync(string search, string necessity = Necessity, string proportionality = Proportionality) =>
        (await Watches.AskAsync(new WatchDraft(search, necessity, proportionality), By(1), CancellationToken.None)).Refusal;

    protected Task<CollectionRunRow?> RunAsync(int search) => Pipeline.CollectAsync(search, "platform");

    protected async Task<WatchStanding> StandingAsync(int watch) =>
        (await Pipeline.Get<WatchReader>().ListAsync(CancellationToken.None)).Single(each => each.Watch.Id == watch).Standing;

    protected async Task<IReadOnlyList<string>> EventsAsync() =>
        [.. (await RowsAsync<AuditRow>()).Where(entry => entry.Event.StartsWith("watch.", StringComparison.Ordinal)).OrderBy(entry => entry.Index).Select(entry => $"{entry.Event} {entry.Subject} {entry.Actor}")];
}
