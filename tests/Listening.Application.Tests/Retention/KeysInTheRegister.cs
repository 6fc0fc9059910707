using Listening.Application.Auditing;
using Listening.Application.Storage;
using Listening.Application.Tests.Pipeline;
using Listening.Core.Content;
using Listening.Core.Retention;
using Listening.TestSupport.Servers;
using Listening.TestSupport.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Listening.Application.Tests.Retention;

/// <summary>It is noon of 10 March; the standard limit is five days, noise lives one.</summary>
public abstract class KeysInTheRegister(Func<Task<TestDatabase>> database) : PipelineTest(database)
{
    private static readonly ContentKeyId Today = new(new DateOnly(2026, 3, 10), RetentionRule.Standard, 120);

    [AvailableFact]
    public async Task Are_made_ahead_for_today_and_tomorrow()
    {
        await Pipeline.PurgeAsync();

        Assert.Equal(
            ["2026-03-10.noise.24h", "2026-03-10.standard.120h", "2026-03-11.noise.24h", "2026-03-11.standard.120h"],
            Keys.List().Select(id => id.ToString()).Order(StringComparer.Ordinal));
    }

    [AvailableFact]
    public async Task Leave_the_same_commitment_when_they_are_made_and_destroyed_and_nothing_of_the_key()
    {
        await CollectAsync();
        await Pipeline.PurgeAsync();
        await Pipeline.PurgeAsync();
        var commitment = Convert.ToHexStringLower(Keys.Find(Today)!.Commit());
        var material = Convert.ToHexStringLower(await File.ReadAllBytesAsync(PathOf(Today)));

        Clock.Advance(TimeSpan.FromDays(6));
        await Pipeline.PurgeAsync();

        var entries = (await RowsAsync<AuditRow>()).Where(entry => entry.Subject == $"key:{Today}").ToList();
        Assert.Equal([AuditEvents.KeyMade, AuditEvents.KeyDestroyed], entries.Select(entry => entry.Event));
        Assert.All(entries, entry => Assert.Contains(commitment, entry.Reason, StringComparison.Ordinal));
        Assert.DoesNotContain(entries, entry => entry.Reason.Contains(material, StringComparison.Ordinal));
        Assert.NotNull((await RowsAsync<ContentKeyRow>()).Single(row => row.KeyId == Today.Value).DestroyedAt);
    }

    [AvailableFact]
    public async Task That_are_lost_are_an_incident_until_what_they_sealed_is_gone_and_never_a_crash()
    {
        await CollectAsync();
        await Pipeline.PurgeAsync();
        Keys.Destroy(Today);
        await Pipeline.PurgeAsync();
        await Pipeline.PurgeAsync();

        var incident = Assert.Single(await RowsAsync<IncidentRow>());
        Assert.Equal((IncidentKind.KeyLost, $"key:{Today}", null), (incident.Kind, incident.Subject, incident.ClosedAt));
        Assert.Contains("is not in the key folder", incident.Problem, StringComparison.Ordinal);
        Assert.Single(await RowsAsync<AuditRow>(), entry => entry.Event == AuditEvents.IncidentOpened);

        Clock.Advance(TimeSpan.FromDays(6));
        await Pipeline.PurgeAsync();
        Assert.Equal(0, await CountAsync<PostRow>());
        Assert.NotNull(Assert.Single(await RowsAsync<IncidentRow>()).ClosedAt);
    }

    [AvailableFact]
    public async Task Whose_folder_is_gone_are_an_incident_with_what_to_do()
    {
        await CollectAsync();
        await Pipeline.PurgeAsync();
        Clock.Advance(TimeSpan.FromDays(2));
        var away = Pipeline.KeyFolder + ".away";
        Directory.Move(Pipeline.KeyFolder, away);
        try
        {
            await Pipeline.PurgeAsync();

            var incidents = await RowsAsync<IncidentRow>();
            Assert.Contains(incidents, incident => incident.Kind == IncidentKind.KeyFolderUnusable && incident.Problem.Contains("Nothing new can be stored", StringComparison.Ordinal));
            Assert.Contains(incidents, incident => incident.Kind == IncidentKind.KeyLost && incident.Problem.Contains("Put the folder back", StringComparison.Ordinal));
        }
        finally
        {
            Directory.Move(away, Pipeline.KeyFolder);
        }

        await Pipeline.PurgeAsync();
        Assert.All(await RowsAsync<IncidentRow>(), incident => Assert.NotNull(incident.ClosedAt));
        Assert.Equal("an apple", (await Pipeline.HeldAsync())["1"].Text);
    }

    [AvailableFact]
    public async Task That_cannot_be_destroyed_are_an_incident_and_tried_again()
    {
        await CollectAsync();
        await Pipeline.PurgeAsync();
        var moved = PathOf(Today) + ".aside";
        File.Move(PathOf(Today), moved);
        // Its name is there, but leads round in a circle: not even root can write it.
        File.CreateSymbolicLink(PathOf(Today), PathOf(Today));

        Clock.Advance(TimeSpan.FromDays(6));
        await Pipeline.PurgeAsync();
        Assert.Contains(await RowsAsync<IncidentRow>(), incident => incident.Kind == IncidentKind.KeyNotDestroyed && incident.ClosedAt is null);

        File.Delete(PathOf(Today));
        File.Move(moved, PathOf(Today));
        await Pipeline.PurgeAsync();
        Assert.False(File.Exists(PathOf(Today)));
        Assert.All(await RowsAsync<IncidentRow>(), incident => Assert.NotNull(incident.ClosedAt));
    }

    [AvailableFact]
    public async Task That_are_another_one_than_was_made_are_an_incident_too()
    {
        await CollectAsync();
        await Pipeline.PurgeAsync();
        await using (var db = Pipeline.Open())
            await db.ContentKeys.Where(row => row.KeyId == Today.Value || row.KeyId == 0).ExecuteUpdateAsync(row => row.SetProperty(k => k.Commitment, new byte[32]));
        await Pipeline.PurgeAsync();

        var incidents = (await RowsAsync<IncidentRow>()).OrderBy(incident => incident.Subject).ToList();
        Assert.Equal(["key:2026-03-10.standard.120h", "key:identity"], incidents.Select(incident => incident.Subject));
        Assert.Contains("is another one than was made", incidents[0].Problem, StringComparison.Ordinal);
        Assert.Contains("objections and tombstones of before do not count", incidents[1].Problem, StringComparison.Ordinal);
    }

    private IContentKeys Keys => Pipeline.Get<IContentKeys>();

    private string PathOf(ContentKeyId id) => Path.Combine(Pipeline.KeyFolder, $"{id}.key");

    private async Task CollectAsync()
    {
        var search = await Pipeline.AddSearchAsync("apples", "apple");
        Source.Add(Post("1", "an apple"));
        await Pipeline.CollectAsync(search);
    }
}

public sealed class KeysInTheRegisterOnSqlite() : KeysInTheRegister(TestDatabases.SqliteAsync);

[Needs(Peer.PostgreSql)]
public sealed class KeysInTheRegisterOnPostgreSql() : KeysInTheRegister(TestDatabases.PostgreSqlAsync);

[Needs(Peer.SqlServer)]
public sealed class KeysInTheRegisterOnSqlServer() : KeysInTheRegister(TestDatabases.SqlServerAsync);
