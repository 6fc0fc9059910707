using Listening.Application.Auditing;
using Listening.Application.Storage;
using Listening.TestSupport.Servers;
using Listening.TestSupport.Storage;
using Xunit;

namespace Listening.Application.Tests.People;

public abstract class Objecting(Func<Task<TestDatabase>> database) : PeopleTest(database)
{
    [AvailableFact]
    public async Task Posts_of_somebody_who_objected_are_not_collected_and_those_of_others_are()
    {
        await ObjectAsync(Ask("@Pim.Example"));

        await CollectPimAsync();

        Assert.Equal(["hyphen", "longer", "other", "similar"], await HeldIdsAsync());
        Assert.Equal(4, await CountAsync<TriageItemRow>());
    }

    [AvailableFact]
    public async Task An_objection_for_one_source_leaves_the_others_alone()
    {
        await ObjectAsync(Ask("pim.example", "platform"));

        await CollectPimAsync();

        Assert.Equal(["hyphen", "longer", "other", "p1", "p2", "similar"], await HeldIdsAsync());
        Assert.Equal(["platform"], (await FoundAsync(Ask("pim.example"))).Objections.Sources);
    }

    [AvailableFact]
    public async Task Holds_for_the_author_of_a_link()
    {
        await CollectAsync(By("pim.example", "p1"), By("tom.example", "t1"));
        await ObjectAsync(AskLink("https://social.example/posts/p1"));

        await CollectAsync(By("pim.example", "p2"), By("tom.example", "t2"));

        Assert.Equal(["p1", "t1", "t2"], await HeldIdsAsync());
    }

    [AvailableFact]
    public async Task Is_refused_by_a_link_whose_author_is_not_known()
    {
        await CollectAsync(By("pim.example", "p1") with { Author = Core.Posts.Author.Unknown }, By("tom.example", "t1"));

        foreach (var link in new[] { "https://social.example/posts/p1", "https://social.example/never-held" })
        {
            var refused = await People.ObjectAsync(AskLink(link), Operation, CancellationToken.None);
            Assert.StartsWith("No post with this link is held", refused.Refusal, StringComparison.Ordinal);
        }

        Assert.Equal(0, await CountAsync<ObjectionRow>() + await CountAsync<PersonRequestRow>());
        Assert.Equal(1, (await EraseAsync(AskLink("https://social.example/posts/p1"))).Deleted);
    }

    [AvailableTheory]
    [InlineData("an apple")]
    [InlineData("an apple, edited")]
    [InlineData("something else")]
    public async Task A_held_post_is_removed_when_its_source_shows_it_again(string text)
    {
        await CollectAsync(By("pim.example", "p1"), By("tom.example", "t1"), By("pim.example", "kept"));
        await HoldAsync("IC-hold-1", "kept");
        await ObjectAsync(Ask("pim.example"));
        Assert.Equal(["kept", "p1", "t1"], await HeldIdsAsync());

        var run = await CollectAsync(By("pim.example", "p1", text), By("pim.example", "kept", text), By("tom.example", "t1", "an apple too"));

        Assert.Equal(["kept", "t1"], await HeldIdsAsync());
        Assert.Equal((1, 1), (run.Deleted, run.Edited));
        Assert.Equal((DeletionReason.PersonAsked, 1), Assert.Single((await RowsAsync<DeletionLogRow>()).Select(entry => (entry.Reason, entry.Posts))));
        Assert.Equal("an apple", (await Pipeline.HeldAsync())["kept"].Text);
    }

    [AvailableFact]
    public async Task Of_a_page_that_shows_a_post_twice_neither_version_is_collected()
    {
        await ObjectAsync(Ask("pim.example"));

        await CollectAsync(By("pim.example", "p1"), By("tom.example", "t1"), By("pim.example", "p1", "an apple, edited"));
        await CollectAsync(By("tom.example", "t2") with { Author = new Core.Posts.Author(Handle: "lou.example") }, By("pim.example", "t2"));

        Assert.Equal(["t1"], await HeldIdsAsync());
    }

    [AvailableFact]
    public async Task Another_process_takes_it_up_with_its_next_run()
    {
        using var another = AnotherCollector();
        var search = await Pipeline.AddSearchAsync("pears", "pear");
        Source.Add(By("pim.example", "before", "a pear"));
        await another.RunAsync(search, 1, null, CancellationToken.None);
        await ObjectAsync(Ask("pim.example"));
        Source.Add(By("pim.example", "after", "a pear"), By("tom.example", "t1", "a pear"));

        await another.RunAsync(search, 1, null, CancellationToken.None);

        Assert.Equal(["before", "t1"], await HeldIdsAsync());
    }

    [AvailableFact]
    public async Task Once_withdrawn_posts_are_collected_again()
    {
        await ObjectAsync(Ask("pim.example"));
        await ObjectAsync(Ask("pim.example", "list"));
        await ObjectAsync(Ask("tom.example"));
        await CollectAsync(By("pim.example", "p1"), By("tom.example", "t1"));
        Assert.Empty(await HeldIdsAsync());

        var done = await People.WithdrawAsync(Ask("PIM.example"), Operation, CancellationToken.None);

        Assert.True(done.Value!.Changed);
        await CollectAsync(By("pim.example", "p2"), By("tom.example", "t2"));
        Assert.Equal(["p2"], await HeldIdsAsync());
        Assert.False((await FoundAsync(Ask("pim.example"))).Objections.Any);
    }

    [AvailableFact]
    public async Task Only_what_is_remembered_can_be_withdrawn()
    {
        await ObjectAsync(Ask("pim.example"));

        foreach (var question in new[] { Ask("pim.example", "list"), Ask("tom.example") })
            Assert.StartsWith("No such objection is remembered.", (await People.WithdrawAsync(question, Operation, CancellationToken.None)).Refusal, StringComparison.Ordinal);

        Assert.Equal(1, await CountAsync<ObjectionRow>());
    }

    [AvailableFact]
    public async Task Erasing_and_objecting_together_leaves_nothing_and_collects_nothing()
    {
        await CollectPimAsync();

        var done = await EraseAsync(Ask("pim.example"), objectToo: true);
        await CollectAsync(By("pim.example", "p9"), By("tom.example", "t9"));

        Assert.Equal((3, true), (done.Deleted, done.Objected));
        Assert.Equal(["hyphen", "longer", "other", "similar", "t9"], await HeldIdsAsync());
        Assert.Equal([PersonRequestKind.Objection, PersonRequestKind.Erasure], (await RowsAsync<PersonRequestRow>()).OrderBy(row => row.Id).Select(row => row.Kind));
    }

    [AvailableFact]
    public async Task Two_who_object_at_once_are_remembered_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => ObjectAsync(Ask("pim.example")))));

        Assert.Equal((1, 4), (await CountAsync<ObjectionRow>(), await CountAsync<PersonRequestRow>()));
        Assert.False((await ObjectAsync(Ask("pim.example"))).Changed);
    }

    [AvailableFact]
    public async Task Keeps_a_keyed_hash_and_records_nothing_of_the_person()
    {
        await CollectPimAsync();
        var done = await ObjectAsync(Ask("pim.example"));

        var row = Assert.Single(await RowsAsync<ObjectionRow>());
        Assert.Equal((16, 0), (row.AuthorHash.Length, row.SourceId));
        Assert.Equal((await RowOfAsync("p1"))!.AuthorHash, row.AuthorHash);
        var entry = Assert.Single(await RowsAsync<AuditRow>(), entry => entry.Event == AuditEvents.PersonObjected);
        Assert.Equal(($"person-request:{done.RequestId}", $"Asked for in a test. Case {Reference}: an objection is remembered."), (entry.Subject, entry.Reason));
        Assert.Equal((3, 0), ((await RowsAsync<PersonRequestRow>())[0].Found, (await RowsAsync<PersonRequestRow>())[0].Deleted));
    }
}

public sealed class ObjectingOnSqlite() : Objecting(TestDatabases.SqliteAsync);

[Needs(Peer.PostgreSql)]
public sealed class ObjectingOnPostgreSql() : Objecting(TestDatabases.PostgreSqlAsync);

[Needs(Peer.SqlServer)]
public sealed class ObjectingOnSqlServer() : Objecting(TestDatabases.SqlServerAsync);
