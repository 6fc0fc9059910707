using Listening.Application.Auditing;
using Listening.Application.Retention;
using Listening.Application.Storage;
using Listening.Application.Tests.Pipeline;
using Listening.Core.Retention;
using Listening.TestSupport.Servers;
using Listening.TestSupport.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Listening.Application.Tests.Retention;

/// <summary>The rules in force keep five days, noise one; posts are collected at noon of 10 March.</summary>
public abstract class RulesInVersions(Func<Task<TestDatabase>> database) : PipelineTest(database)
{
    private const string Noise = "ICO presale is live, join the token sale before the bitcoin moon";

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await Pipeline.Get<RetentionRulebook>().StartAsync(CancellationToken.None);
    }

    [AvailableFact]
    public async Task Other_rules_in_the_configuration_wait_for_a_second_person_with_what_they_would_do()
    {
        await CollectAsync();
        var configured = await StartWithAsync(new RetentionPolicy(48, 24));

        Assert.Equal(120, configured.Current.StandardHours);
        var waiting = (await configured.ListAsync(CancellationToken.None))[0];
        Assert.Equal((2, RuleSetState.Proposed, 1), (waiting.Version, waiting.State, waiting.Sooner));
        var entry = (await RowsAsync<AuditRow>()).Single(row => row.Event == AuditEvents.RulesProposed);
        Assert.Equal(
            "standard 48 hours, noise 24 hours; in force is standard 120 hours, noise 24 hours. Of what is held now 1 posts would go sooner and none later.",
            entry.Reason);

        Clock.Advance(TimeSpan.FromDays(3));
        Assert.Equal(["news"], (await DeletedAfterPurgeAsync()).Order());
    }

    [AvailableFact]
    public async Task Confirmed_rules_delete_sooner_what_is_held_and_name_their_version()
    {
        await CollectAsync();
        var rules = await StartWithAsync(new RetentionPolicy(48, 12));
        Assert.Null(await rules.DecideAsync(2, confirm: true, By("7"), CancellationToken.None));
        Assert.Equal((2, 48), (rules.Current.Version, rules.Current.StandardHours));

        Clock.Advance(TimeSpan.FromHours(12));
        Assert.Equal(["news"], await DeletedAfterPurgeAsync());
        Clock.Advance(TimeSpan.FromHours(36));
        Assert.Equal(["asked", "news"], (await DeletedAfterPurgeAsync()).Order());
        Assert.All(await RowsAsync<DeletionLogRow>(), entry => Assert.Equal(entry.Rule == RetentionRule.Noise ? 12 : 48, entry.RuleHours));
    }

    [AvailableFact]
    public async Task Confirmed_rules_reach_what_another_process_collected_before_it_read_them()
    {
        var rules = await StartWithAsync(new RetentionPolicy(48, 12));
        await rules.DecideAsync(2, confirm: true, By("7"), CancellationToken.None);
        await CollectAsync();
        await Pipeline.PurgeAsync();
        await SetVersionAsync(1, TimeSpan.FromHours(120));

        Clock.Advance(TimeSpan.FromMinutes(59));
        await Pipeline.PurgeAsync();

        Assert.All(await RowsAsync<PostRow>(), post => Assert.Equal((2, post.CollectedAt.AddHours(48)), (post.RulesVersion, post.DueAt)));
    }

    [AvailableFact]
    public async Task Longer_rules_keep_what_is_held_as_long_as_was_promised_and_the_rest_longer()
    {
        await CollectAsync();
        var rules = await StartWithAsync(new RetentionPolicy(240, 24));
        await rules.DecideAsync(2, confirm: true, By("7"), CancellationToken.None);
        await Pipeline.PurgeAsync();
        Source.Add(Post("new", "an apple"));
        await Pipeline.CollectAsync(1);

        Assert.Equal(Clock.UtcNow.AddDays(5), (await RowOfAsync("asked"))!.DueAt);
        var collectedSince = (await RowOfAsync("new"))!;
        Assert.Equal((Clock.UtcNow.AddDays(10), 2), (collectedSince.DueAt, collectedSince.RulesVersion));
    }

    [AvailableFact]
    public async Task Who_proposed_cannot_confirm_and_nothing_is_decided_twice()
    {
        var rules = await StartWithAsync(new RetentionPolicy(48, 24));

        Assert.Contains("somebody else", await rules.DecideAsync(2, confirm: true, By(OperationContext.ConsoleActor), CancellationToken.None), StringComparison.Ordinal);
        Assert.Equal(120, rules.Current.StandardHours);
        Assert.Null(await rules.DecideAsync(2, confirm: false, By("7"), CancellationToken.None));
        Assert.NotNull(await rules.DecideAsync(2, confirm: true, By("8"), CancellationToken.None));
        Assert.NotNull(await rules.DecideAsync(1, confirm: false, By("8"), CancellationToken.None));
        Assert.Equal(120, rules.Current.StandardHours);
    }

    [AvailableFact]
    public async Task A_configuration_that_is_changed_back_takes_its_proposal_back()
    {
        await StartWithAsync(new RetentionPolicy(48, 24));
        await StartWithAsync(new RetentionPolicy(48, 24));
        await StartWithAsync(new RetentionPolicy(36, 24));
        var rules = await StartWithAsync(new RetentionPolicy());

        Assert.Equal(
            [(3, RuleSetState.Dropped), (2, RuleSetState.Dropped), (1, RuleSetState.InForce)],
            (await rules.ListAsync(CancellationToken.None)).Select(row => (row.Version, row.State)));
    }

    [AvailableFact]
    public async Task A_platform_that_allows_less_from_now_on_shortens_what_is_held_of_it_alone()
    {
        await CollectAsync();
        await Pipeline.AddSearchAsync("there", "apple", source: "platform");
        Pipeline.Platform.Add(Post("there", "an apple"));
        await Pipeline.CollectAsync(2, "platform");
        var rules = await StartWithAsync(new RetentionPolicy(120, 24, new Dictionary<string, int> { ["platform"] = 36 }));
        await rules.DecideAsync(2, confirm: true, By("7"), CancellationToken.None);
        await Pipeline.PurgeAsync();

        var limited = (await RowOfAsync("there", "platform"))!;
        Assert.Equal((RetentionRule.Platform, Clock.UtcNow.AddHours(36)), (limited.Rule, limited.DueAt));
        Assert.Equal((RetentionRule.Standard, Clock.UtcNow.AddDays(5)), ((await RowOfAsync("asked"))!.Rule, (await RowOfAsync("asked"))!.DueAt));
    }

    private async Task CollectAsync()
    {
        var search = await Pipeline.AddSearchAsync("mentions", "ico OR apple");
        Source.Add(Post("asked", "How do I contact the ICO about my case?"));
        Source.Add(Post("news", Noise));
        await Pipeline.CollectAsync(search);
        await Pipeline.RouteAsync();
    }

    private async Task<IReadOnlyCollection<string>> DeletedAfterPurgeAsync()
    {
        await Pipeline.PurgeAsync();
        var held = await Pipeline.HeldAsync();
        return [.. new[] { "asked", "news" }.Where(id => !held.ContainsKey(id))];
    }

    // The purge goes on with the pipeline's own rulebook, which reads what another process decided.
    private async Task<RetentionRulebook> StartWithAsync(RetentionPolicy configured)
    {
        var rules = ActivatorUtilities.CreateInstance<RetentionRulebook>(Pipeline.Get<IServiceProvider>(), configured);
        await rules.StartAsync(CancellationToken.None);
        return rules;
    }

    private async Task SetVersionAsync(int version, TimeSpan limit)
    {
        await using var db = Pipeline.Open();
        await db.Posts.ExecuteUpdateAsync(row => row
            .SetProperty(post => post.RulesVersion, version).SetProperty(post => post.Rule, RetentionRule.Standard)
            .SetProperty(post => post.DueAt, post => post.CollectedAt.AddHours(limit.TotalHours)));
    }

    private OperationContext By(string actor) => new(actor, Clock.UtcNow, "Test.");
}

public sealed class RulesInVersionsOnSqlite() : RulesInVersions(TestDatabases.SqliteAsync);

[Needs(Peer.PostgreSql)]
public sealed class RulesInVersionsOnPostgreSql() : RulesInVersions(TestDatabases.PostgreSqlAsync);

[Needs(Peer.SqlServer)]
public sealed class RulesInVersionsOnSqlServer() : RulesInVersions(TestDatabases.SqlServerAsync);
