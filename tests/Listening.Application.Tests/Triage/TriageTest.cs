using Listening.Application.Access;
using Listening.Application.Auditing;
using Listening.Application.Storage;
using Listening.Application.Tests.Pipeline;
using Listening.Application.Triage;
using Listening.Core.Posts;
using Listening.Core.Triage;
using Listening.TestSupport.Storage;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Listening.Application.Tests.Triage;

/// <summary>Posts of a search named "mentions" in their queues, and somebody, account 1 unless told otherwise, who sees all queues.</summary>
public abstract class TriageTest(Func<Task<TestDatabase>> database) : PipelineTest(database)
{
    protected const string Enquiry = "How do I contact the ICO about my case?";
    protected const string Complaint = "The ICO is a disgrace";
    protected const string Noise = "ICO presale is live, join the token sale before the bitcoin moon";

    protected int Search { get; private set; }

    protected TriageService Triage => Pipeline.Get<TriageService>();

    protected ITriageReader Reader => Pipeline.Get<ITriageReader>();

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Search = await Pipeline.AddSearchAsync("mentions", "ico");
    }

    protected OperationContext By(string account) => new(account, Clock.UtcNow, "What a page says.");

    /// <summary>Collects and routes posts.</summary>
    protected async Task CollectAsync(params Post[] posts)
    {
        Source.Add(posts);
        await Pipeline.CollectAsync(Search);
        await Pipeline.RouteAsync();
    }

    /// <summary>Collects and routes one post.</summary>
    /// <returns>Its item's number.</returns>
    protected async Task<long> ItemAsync(string id, string text = Enquiry)
    {
        await CollectAsync(Post(id, text));
        return (await RowOfAsync(id))!.Id;
    }

    /// <summary>Collects and routes so many posts of one text.</summary>
    /// <returns>Their items' numbers, ascending.</returns>
    protected async Task<List<long>> ItemsAsync(int count, string text = Enquiry)
    {
        await CollectAsync([.. Enumerable.Range(0, count).Select(i => Post($"{text.Length}-{i}", $"{text} {i}"))]);
        return (await RowsAsync<PostRow>()).Select(post => post.Id).Order().TakeLast(count).ToList();
    }

    protected async Task<TriageItemRow> RowAsync(long item) => (await RowsAsync<TriageItemRow>()).Single(row => row.PostId == item);

    protected async Task<ItemResult> ActAsync(ItemAct act, string by = "1", params TriageQueue[] queues) =>
        Assert.Single(await Triage.ActAsync([act], queues is [] ? TriageQueues.All : queues, By(by), CancellationToken.None));

    /// <summary>Does what must not be refused, whatever was done before.</summary>
    /// <returns>The action's number.</returns>
    protected async Task<long> DoAsync(long item, ItemActionKind kind, Func<ItemAct, ItemAct>? with = null, string by = "1")
    {
        var act = new ItemAct(item, kind, null);
        var done = await ActAsync(with is null ? act : with(act), by);
        Assert.Null(done.Refusal);
        return done.ActionId!.Value;
    }

    /// <summary>Waits for what goes on beside the test.</summary>
    protected static async Task UntilAsync(Func<Task<bool>> happened)
    {
        for (var i = 0; i < 1000 && !await happened(); i++) await Task.Delay(20);
        Assert.True(await happened());
    }

    /// <summary>A service as another process has it, with these of its services.</summary>
    protected T Another<T>(params object[] its) => ActivatorUtilities.CreateInstance<T>(Pipeline.Get<IServiceProvider>(), its);

    protected Task<long> CloseAsync(long item, ItemOutcome outcome = ItemOutcome.NoAction) =>
        DoAsync(item, ItemActionKind.Closed, act => act with { Outcome = outcome });

    protected Task<long> MoveAsync(long item, TriageQueue queue) => DoAsync(item, ItemActionKind.Moved, act => act with { Queue = queue });

    protected Task<long> NoteAsync(long item, string words) => DoAsync(item, ItemActionKind.Noted, act => act with { Words = words });

    protected Task<IReadOnlyList<ItemEvent>> HistoryAsync(long item) => Pipeline.Get<ItemHistory>().ReadAsync(item, CancellationToken.None);

    /// <summary>What the audit log says of an item.</summary>
    protected async Task<List<(string Event, string Actor, string Reason)>> AuditAsync(long item) =>
        (await RowsAsync<AuditRow>()).Where(entry => entry.Subject == $"item:{item}").OrderBy(entry => entry.Index)
            .Select(entry => (entry.Event, entry.Actor, entry.Reason)).ToList();

    /// <summary>What is counted, such as <c>enquiry MovedOut 1</c>, by the search of that number or over all; without what is nought.</summary>
    protected async Task<List<string>> CountsAsync(int search = 0) =>
        (await RowsAsync<TriageCountRow>()).Where(row => row.SearchId == search && row.Count != 0)
            .OrderBy(row => row.Day).ThenBy(row => row.Queue).ThenBy(row => row.Kind).Select(row => $"{row.Queue.Name()} {row.Kind} {row.Count}").ToList();

    /// <summary>Adds an account of these roles.</summary>
    protected async Task<int> AddAccountAsync(DateTime? disabledAt, params StaffRole[] roles)
    {
        await using var db = Pipeline.Open();
        var account = new StaffAccount { UserName = $"{Guid.NewGuid():N}@example.org", DisabledAt = disabledAt };
        db.Users.Add(account);
        await db.SaveChangesAsync();
        db.AccountRoles.AddRange(roles.Select(role => new AccountRoleRow { AccountId = account.Id, Role = role }));
        await db.SaveChangesAsync();
        return account.Id;
    }

    /// <summary>Items that a filter lists, in order.</summary>
    protected async Task<List<long>> ListedAsync(ItemFilter filter) =>
        [.. (await Reader.ListAsync(filter, CancellationToken.None)).Items.Select(item => item.Id)];
}
