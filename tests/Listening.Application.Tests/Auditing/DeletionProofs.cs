using Listening.Application.Auditing;
using Listening.Application.Storage;
using Listening.Application.Tests.Pipeline;
using Listening.Core.Auditing;
using Listening.TestSupport.Servers;
using Listening.TestSupport.Storage;
using Xunit;

namespace Listening.Application.Tests.Auditing;

/// <summary>Posts are collected at noon of 10 March 2026 and deleted five days later; the proof years are one.</summary>
public abstract class DeletionProofs(Func<Task<TestDatabase>> database) : PipelineTest(database)
{
    private int _search;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _search = await Pipeline.AddSearchAsync("apples", "apple");
        Source.Add([.. Enumerable.Range(0, 20).Select(i => Post($"post-{i}", "apple") with { Url = $"https://social.example/post/{i}" }), Post("without-link", "apple")]);
        await Pipeline.CollectAsync(_search);
        await Pipeline.RouteAsync();
    }

    [AvailableFact]
    public async Task Say_when_by_which_rule_and_how_late_and_hold_without_the_service()
    {
        await DeleteAsync();

        var answer = await AskAsync("https://www.social.example/post/7/");
        Assert.Equal(DeletionAnswerKind.Deleted, answer.Kind);
        Assert.Equal((Clock.UtcNow, "LimitPassed", "Standard", 120, 1, 600), (answer.Facts!.At, answer.Facts.Reason, answer.Facts.Rule, answer.Facts.Hours, answer.Facts.RulesVersion, answer.Facts.Lateness));

        var proof = DeletionProof.Read(answer.Proof!.ToJson())!;
        Assert.Null(proof.Check(Keys()));
        using var stranger = LogSigningKey.Create();
        Assert.NotNull(proof.Check([stranger.Public]));
        Assert.NotNull((proof with { Id = (await AskAsync("https://social.example/post/8")).Proof!.Id[..15] }).Check(Keys()));
        Assert.NotNull((proof with { Path = [.. proof.Path.Skip(1)] }).Check(Keys()));
        Assert.NotNull((proof with { Checkpoint = proof.Checkpoint with { Size = proof.Checkpoint.Size + 1 } }).Check(Keys()));
    }

    [AvailableFact]
    public async Task Find_a_post_without_link_by_its_id()
    {
        await DeleteAsync();
        Assert.Equal(DeletionAnswerKind.Deleted, (await AskAsync("without-link")).Kind);
    }

    [AvailableFact]
    public async Task Say_that_a_post_is_held_or_that_nothing_names_it()
    {
        var held = await AskAsync("https://social.example/post/7");
        Assert.Equal((DeletionAnswerKind.Held, Clock.UtcNow.AddDays(5)), (held.Kind, held.DueAt));

        await DeleteAsync();
        var never = await AskAsync("https://social.example/post/700");
        Assert.Equal(DeletionAnswerKind.NotRecorded, never.Kind);
        Assert.Empty(never.LostYears!);
    }

    [AvailableFact]
    public async Task Cannot_be_had_any_more_when_the_key_of_their_year_is_destroyed()
    {
        await DeleteAsync();
        Clock.UtcNow = new DateTime(2027, 12, 31, 23, 59, 59, DateTimeKind.Utc);
        await Pipeline.PurgeAsync();
        Assert.Equal(DeletionAnswerKind.Deleted, (await AskAsync("https://social.example/post/7")).Kind);
        Assert.True(File.Exists(Path.Combine(Pipeline.KeyFolder, "2026.deletions.key")));

        Clock.UtcNow = new DateTime(2028, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        await Pipeline.PurgeAsync();

        var answer = await AskAsync("https://social.example/post/7");
        Assert.Equal(DeletionAnswerKind.NotRecorded, answer.Kind);
        Assert.Equal([2026], answer.LostYears);
        Assert.False(File.Exists(Path.Combine(Pipeline.KeyFolder, "2026.deletions.key")));
        Assert.Single(await RowsAsync<AuditRow>(), entry => entry.Event == AuditEvents.KeyDestroyed && entry.Subject == "key:2026.deletions");
    }

    [AvailableFact]
    public async Task Name_each_post_once_by_nothing_that_leads_back_to_it()
    {
        var links = (await RowsAsync<PostRow>()).SelectMany(post => (byte[][])[post.LinkHash, post.IdHash, post.AuthorHash]).Select(Convert.ToHexString).ToHashSet(StringComparer.Ordinal);
        await DeleteAsync();

        var ids = (await RowsAsync<DeletionLogRow>()).SelectMany(entry => entry.Ids!.Chunk(DeletionProof.IdSize)).Select(Convert.ToHexString).ToList();
        Assert.Equal((21, 21), (ids.Count, ids.Distinct(StringComparer.Ordinal).Count()));
        Assert.DoesNotContain(ids, links.Contains);
        Assert.All(await RowsAsync<DeletionLogRow>(), entry => Assert.Equal(2026, entry.IdsKey));
    }

    private async Task DeleteAsync()
    {
        Clock.Advance(TimeSpan.FromDays(5) + TimeSpan.FromMinutes(10));
        Assert.Equal(21, (await Pipeline.PurgeAsync()).Posts);
    }

    private Task<DeletionAnswer> AskAsync(string link) => Pipeline.Get<DeletionEvidence>().FindAsync(link, CancellationToken.None);

    private IReadOnlyList<LogPublicKey> Keys() => new CheckpointFolder(Pipeline.Get<AuditSettings>().CheckpointFolder!).Keys();
}

public sealed class DeletionProofsOnSqlite() : DeletionProofs(TestDatabases.SqliteAsync);

[Needs(Peer.PostgreSql)]
public sealed class DeletionProofsOnPostgreSql() : DeletionProofs(TestDatabases.PostgreSqlAsync);

[Needs(Peer.SqlServer)]
public sealed class DeletionProofsOnSqlServer() : DeletionProofs(TestDatabases.SqlServerAsync);
