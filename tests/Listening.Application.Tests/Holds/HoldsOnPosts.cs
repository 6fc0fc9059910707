using Listening.Application.Auditing;
using Listening.Application.Content;
using Listening.Application.Holds;
using Listening.Application.Storage;
using Listening.Application.Tests.Pipeline;
using Listening.Application.Triage;
using Listening.Core.Content;
using Listening.Core.Posts;
using Listening.TestSupport.Servers;
using Listening.TestSupport.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Listening.Application.Tests.Holds;

/// <summary>Posts are collected at noon of 10 March under a limit of five days; account 1 asks, account 2 decides.</summary>
public abstract class HoldsOnPosts(Func<Task<TestDatabase>> database) : PipelineTest(database)
{
    private int _search;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _search = await Pipeline.AddSearchAsync("apples", "apple");
    }

    [AvailableFact]
    public async Task Keeps_a_due_post_that_is_on_hold_and_deletes_the_one_beside_it()
    {
        await CollectAsync(By("1", "ann"), By("2", "ben"));
        await ApproveAsync(await AskAsync(author: "@ANN"));

        Clock.Advance(TimeSpan.FromDays(6));
        Assert.Equal(1, (await Pipeline.PurgeAsync()).Posts);

        Assert.Equal(["1"], (await Pipeline.HeldAsync()).Keys);
    }

    [AvailableFact]
    public async Task Is_still_known_when_it_is_on_hold_for_longer_than_deleted_posts_are_remembered()
    {
        await CollectAsync(By("1", "ann"), By("2", "ben"));
        await ApproveAsync(await AskAsync(author: "ann", days: 60));
        Clock.Advance(TimeSpan.FromDays(50));
        await Pipeline.PurgeAsync();

        // The one that was deleted is forgotten by now, and comes back; the one on hold does not come twice.
        await CollectAsync(By("1", "ann"), By("2", "ben"));
        Assert.Equal(["1", "2"], (await Pipeline.HeldAsync()).Keys.Order());
        Assert.Equal(2, await CountAsync<PostRow>());

        // Shown today, so it is remembered from today on when the hold is over.
        Clock.Advance(TimeSpan.FromDays(11));
        await Pipeline.PurgeAsync();
        await CollectAsync(By("1", "ann"));
        Assert.Empty(await Pipeline.HeldAsync());
    }

    [AvailableFact]
    public async Task Keeps_nothing_before_somebody_else_has_approved_it()
    {
        await CollectAsync(By("1", "ann"));
        var hold = await AskAsync(author: "ann");
        var refused = await Holds.DecideAsync(hold, approve: true, By("1"), CancellationToken.None);
        Assert.Contains("Somebody else", refused.Refusal, StringComparison.Ordinal);

        Clock.Advance(TimeSpan.FromDays(5));
        Assert.Equal(1, (await Pipeline.PurgeAsync()).Posts);
    }

    [AvailableFact]
    public async Task Keeps_nothing_when_it_was_refused()
    {
        await CollectAsync(By("1", "ann"));
        var hold = await AskAsync(author: "ann");
        Assert.NotNull((await Holds.DecideAsync(hold, approve: false, By("2"), CancellationToken.None)).HoldId);

        Clock.Advance(TimeSpan.FromDays(5));
        Assert.Equal(1, (await Pipeline.PurgeAsync()).Posts);
        Assert.Equal("No hold 1 waits for a decision.", (await Holds.DecideAsync(hold, approve: true, By("2"), CancellationToken.None)).Refusal);
    }

    [AvailableFact]
    public async Task Seals_what_it_keeps_under_a_key_of_its_own_so_that_the_days_key_can_die()
    {
        await CollectAsync(By("1", "ann"), By("2", "ben"));
        await Pipeline.RouteAsync();
        var reasons = (await ItemOfAsync("1"))!.Reasons;
        await ApproveAsync(await AskAsync(author: "ann"));

        var kept = (await RowOfAsync("1"))!;
        Assert.Equal("hold.1", ContentKeyId.FromValue(kept.KeyId).ToString());
        Assert.Equal("2026-03-10.standard.120h", ContentKeyId.FromValue((await RowOfAsync("2"))!.KeyId).ToString());
        Assert.NotEqual(reasons, (await ItemOfAsync("1"))!.Reasons);

        Clock.Advance(TimeSpan.FromDays(6));
        await Pipeline.PurgeAsync();
        Assert.DoesNotContain("2026-03-10.standard.120h.key", KeyFiles());
        Assert.Equal("an apple", (await Pipeline.HeldAsync())["1"].Text);
        var item = (await ItemOfAsync("1"))!;
        Assert.NotEmpty(Pipeline.Get<PostContent>().OpenReasons(item.Reasons, kept.KeyId, kept.IdHash));
    }

    [AvailableFact]
    public async Task Covers_what_comes_into_its_scope_afterwards()
    {
        await ApproveAsync(await AskAsync(search: "apples"));
        await CollectAsync(By("1", "ann"));
        await Pipeline.PurgeAsync();

        Clock.Advance(TimeSpan.FromDays(6));
        await Pipeline.PurgeAsync();
        Assert.Equal(["1"], (await Pipeline.HeldAsync()).Keys);
    }

    [AvailableFact]
    public async Task Is_put_on_after_downtime_before_anything_is_deleted()
    {
        await ApproveAsync(await AskAsync(search: "apples"));
        await CollectAsync(By("1", "ann"));

        Clock.Advance(TimeSpan.FromDays(9));
        Assert.Equal(0, (await Pipeline.PurgeAsync()).Posts);
        Assert.Equal(["1"], (await Pipeline.HeldAsync()).Keys);
    }

    [AvailableFact]
    public async Task Lifts_itself_at_its_end_and_what_was_due_goes_at_once_with_its_key()
    {
        await CollectAsync(By("1", "ann"));
        await ApproveAsync(await AskAsync(author: "ann", days: 10));

        Clock.Advance(TimeSpan.FromDays(10) - TimeSpan.FromMinutes(1));
        await Pipeline.PurgeAsync();
        Assert.Equal(1, await CountAsync<PostRow>());
        Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, (await Pipeline.PurgeAsync()).Posts);

        Assert.Equal(0, await CountAsync<HoldPostRow>());
        Assert.DoesNotContain("hold.1.key", KeyFiles());
        Assert.Contains((AuditEvents.HoldLifted, "hold:1", "system"), await AuditAsync());
    }

    [AvailableFact]
    public async Task Lets_go_of_what_another_hold_keeps_without_losing_it()
    {
        await CollectAsync(By("1", "ann"), By("2", "ann"));
        var both = await AskAsync(author: "ann");
        await ApproveAsync(both);
        var one = await AskAsync(items: [(await RowOfAsync("2"))!.Id]);
        await ApproveAsync(one);

        Clock.Advance(TimeSpan.FromDays(6));
        Assert.NotNull((await Holds.LiftAsync(both, By("1"), CancellationToken.None)).HoldId);
        Assert.Equal(1, (await Pipeline.PurgeAsync()).Posts);

        Assert.Equal(["2"], (await Pipeline.HeldAsync()).Keys);
        Assert.Equal("hold.2", ContentKeyId.FromValue((await RowOfAsync("2"))!.KeyId).ToString());
        Assert.DoesNotContain("hold.1.key", KeyFiles());
    }

    [AvailableFact]
    public async Task Takes_the_scope_to_the_day_and_the_item()
    {
        await CollectAsync(By("before", "ann"));
        Clock.Advance(TimeSpan.FromDays(1));
        await CollectAsync(By("in", "ann"), By("other", "ben"));
        Clock.Advance(TimeSpan.FromDays(1));
        await CollectAsync(By("after", "ann"));

        var (preview, _) = await Holds.PreviewAsync(
            Draft(author: "ann") with { From = Clock.UtcNow.AddDays(-1), To = Clock.UtcNow }, CancellationToken.None);

        Assert.Equal((1, 0, Clock.UtcNow.AddDays(4)), (preview!.Posts, preview.BeyondPlatform, preview.FirstDueAt));
    }

    [AvailableFact]
    public async Task Keeps_out_of_sight_what_is_past_its_limit()
    {
        await CollectAsync(By("1", "ann"));
        await Pipeline.RouteAsync();
        await ApproveAsync(await AskAsync(author: "ann"));
        var item = (await RowOfAsync("1"))!.Id;
        var triage = Pipeline.Get<ITriageReader>();
        Assert.NotNull(await triage.FindAsync(item, CancellationToken.None));

        Clock.Advance(TimeSpan.FromDays(5));
        Assert.Null(await triage.FindAsync(item, CancellationToken.None));
    }

    [AvailableFact]
    public async Task Wins_over_a_deletion_on_the_platform_and_an_edit_and_says_so()
    {
        await CollectAsync(By("gone", "ann"), By("edited", "ann"), By("free", "ben"));
        await ApproveAsync(await AskAsync(author: "ann"));

        Source.AddDeleted("gone");
        Source.AddDeleted("free");
        Source.Add(By("edited", "ann") with { Text = "no longer an apple" });
        await Pipeline.CollectAsync(_search);

        var held = await Pipeline.HeldAsync();
        Assert.Equal(["edited", "gone"], held.Keys.Order());
        Assert.Equal("an apple", held["edited"].Text);
        Assert.Equal(Clock.UtcNow, (await RowOfAsync("gone"))!.DueAt);
        var conflict = Assert.Single(await RowsAsync<AuditRow>(), entry => entry.Event == AuditEvents.HoldConflict);
        Assert.Contains("1 posts are kept although they were deleted on their platform: the hold won, because destroying what was requested is an offence", conflict.Reason, StringComparison.Ordinal);
    }

    [AvailableTheory]
    [InlineData("Ann Example", "apples", 30)]
    [InlineData("@ann-1", "apples", 30)]
    [InlineData("IC-1", null, 30)]
    [InlineData("IC-1", "pears", 30)]
    [InlineData("IC-1", "apples", 0)]
    [InlineData("IC-1", "apples", 367)]
    public async Task Is_refused_without_a_narrow_scope_a_reference_or_an_end(string reference, string? search, int days)
    {
        await CollectAsync(By("1", "ann"));
        var asked = await Holds.AskAsync(Draft(search: search, days: days) with { Reference = reference }, By("1"), CancellationToken.None);

        Assert.NotNull(asked.Refusal);
        Assert.Equal(0, await CountAsync<HoldRow>());
    }

    [AvailableFact]
    public async Task Goes_on_where_it_was_stopped_when_it_was_approved_and_not_yet_put_on()
    {
        await CollectAsync(By("1", "ann"));
        var hold = await AskAsync(author: "ann");
        await using (var db = Pipeline.Open())
            await db.Holds.Where(row => row.Id == hold).ExecuteUpdateAsync(row => row.SetProperty(h => h.State, HoldState.InForce));

        Clock.Advance(TimeSpan.FromDays(6));
        await Pipeline.PurgeAsync();
        Assert.Equal("an apple", (await Pipeline.HeldAsync())["1"].Text);
    }

    [AvailableFact]
    public async Task Cannot_be_made_up_by_marking_a_post_in_the_database()
    {
        await CollectAsync(By("marked", "ann"), By("held", "ben"));
        await ApproveAsync(await AskAsync(author: "ben"));
        await using (var db = Pipeline.Open()) await db.Posts.ExecuteUpdateAsync(row => row.SetProperty(p => p.Holds, 2));

        Clock.Advance(TimeSpan.FromDays(5));
        Assert.Equal(1, (await Pipeline.PurgeAsync()).Posts);
        Assert.Equal(["held"], (await Pipeline.HeldAsync()).Keys);
        Assert.Contains((AuditEvents.HoldRepaired, "posts:2", "system"), await AuditAsync());
    }

    private HoldService Holds => Pipeline.Get<HoldService>();

    private static Post By(string id, string handle) => Post(id, "an apple") with { Author = new Author($"id-{handle}", handle, handle) };

    private OperationContext By(string account) => new(account, Clock.UtcNow, "Test.");

    private async Task CollectAsync(params Post[] posts)
    {
        foreach (var post in posts) Source.Add(post);
        await Pipeline.CollectAsync(_search);
    }

    private HoldDraft Draft(string? author = null, string? search = null, IReadOnlyList<long>? items = null, int days = 30) => new()
    {
        Reason = HoldReason.FoiRequest,
        Reference = "IC-123456",
        Author = author,
        Search = search,
        Items = items ?? [],
        EndsAt = Clock.UtcNow.AddDays(days),
    };

    private async Task<int> AskAsync(string? author = null, string? search = null, IReadOnlyList<long>? items = null, int days = 30)
    {
        var asked = await Holds.AskAsync(Draft(author, search, items, days), By("1"), CancellationToken.None);
        return asked.HoldId ?? throw new InvalidOperationException(asked.Refusal);
    }

    private async Task ApproveAsync(int hold) =>
        Assert.Equal(hold, (await Holds.DecideAsync(hold, approve: true, By("2"), CancellationToken.None)).HoldId);

    private async Task<List<(string Event, string Subject, string Actor)>> AuditAsync() =>
        (await RowsAsync<AuditRow>()).ConvertAll(entry => (entry.Event, entry.Subject, entry.Actor));

    private IEnumerable<string?> KeyFiles() => Directory.GetFiles(Pipeline.KeyFolder, "*.key").Select(Path.GetFileName);
}

public sealed class HoldsOnPostsOnSqlite() : HoldsOnPosts(TestDatabases.SqliteAsync);

[Needs(Peer.PostgreSql)]
public sealed class HoldsOnPostsOnPostgreSql() : HoldsOnPosts(TestDatabases.PostgreSqlAsync);

[Needs(Peer.SqlServer)]
public sealed class HoldsOnPostsOnSqlServer() : HoldsOnPosts(TestDatabases.SqlServerAsync);
