using System.Text.Json;
using Listening.Application.Auditing;
using Listening.Application.People;
using Listening.Application.Storage;
using Listening.TestSupport.Servers;
using Listening.TestSupport.Storage;
using Xunit;

namespace Listening.Application.Tests.People;

public abstract class Copies(Func<Task<TestDatabase>> database) : PeopleTest(database)
{
    [AvailableFact]
    public async Task Has_every_post_of_the_person_and_of_nobody_else_with_all_that_is_held_about_it()
    {
        await CollectPimAsync();
        await HoldAsync("IC-hold-9", "p2");
        await ObjectAsync(Ask("pim.example", "platform"));

        var copy = Written(await CopyAsync(Ask("@Pim.Example")));

        Assert.Equal(
            (Reference, "@Pim.Example", Clock.UtcNow),
            (copy.GetProperty("reference").GetString(), copy.GetProperty("askedFor").GetProperty("handle").GetString(), copy.GetProperty("madeAt").GetDateTime()));
        var posts = copy.GetProperty("posts").EnumerateArray().OrderBy(post => post.GetProperty("post").GetProperty("id").GetString()).ToList();
        Assert.Equal(["p1", "p2", "p3"], posts.Select(post => post.GetProperty("post").GetProperty("id").GetString()));
        Assert.Equal([false, true, false], posts.Select(post => post.GetProperty("keptByAHold").GetBoolean()));
        var first = posts[0];
        Assert.Equal(("list", "unsorted", "standard"), (Text(first, "source"), Text(first, "queue"), Text(first, "limit")));
        Assert.Equal((Clock.UtcNow, Clock.UtcNow.AddDays(5)), (first.GetProperty("collectedAt").GetDateTime(), first.GetProperty("deletedAt").GetDateTime()));
        Assert.Equal("apples", Text(first.GetProperty("foundBy")[0], "search"));
        Assert.NotEqual(0, first.GetProperty("reasons").GetArrayLength());
        Assert.Equal("Somebody called Pim.example", Text(first.GetProperty("post").GetProperty("author"), "name"));
        Assert.Equal(["platform"], copy.GetProperty("objections").GetProperty("sources").EnumerateArray().Select(source => source.GetString()));
        Assert.DoesNotContain("IC-hold-9", copy.GetRawText(), StringComparison.Ordinal);
    }

    [AvailableFact]
    public async Task Counts_the_posts_of_others_that_mention_the_handle_and_not_their_own()
    {
        await CollectPimAsync();
        await CollectAsync(By("pim.example", "self", "an apple for @pim.example"), By("lou.example", "near", "an apple for @pim.example.org"));

        Assert.Equal(1, (await CopyAsync(Ask("pim.example"))).Mentions!.Posts);
        Assert.Null((await CopyAsync(Ask("pim.example OR lou"))).Mentions);
        Assert.Null((await CopyAsync(AskLink("https://social.example/posts/p1"))).Mentions);
    }

    [AvailableFact]
    public async Task Says_that_a_post_cannot_be_read_whose_key_is_gone()
    {
        await CollectPimAsync();
        foreach (var key in Directory.EnumerateFiles(Pipeline.KeyFolder, "2*.key")) File.Delete(key);
        // Asked for the list, the store forgets what it had in memory.
        Assert.Empty(Pipeline.Get<Core.Content.IContentKeys>().List());

        var copy = Written(await CopyAsync(Ask("pim.example")));

        Assert.Equal(3, copy.GetProperty("posts").GetArrayLength());
        Assert.All(copy.GetProperty("posts").EnumerateArray(), post => Assert.Equal(JsonValueKind.Null, post.GetProperty("post").ValueKind));
    }

    [AvailableFact]
    public async Task Is_counted_and_recorded_with_nothing_of_the_person()
    {
        await CollectPimAsync();

        await CopyAsync(Ask("pim.example"));

        var request = Assert.Single(await RowsAsync<PersonRequestRow>());
        Assert.Equal((PersonRequestKind.Access, Reference, "42", 3, 0), (request.Kind, request.Reference, request.DoneBy, request.Found, request.Deleted));
        var entry = Assert.Single(await RowsAsync<AuditRow>(), entry => entry.Event == AuditEvents.PersonCopied);
        Assert.Equal(($"person-request:{request.Id}", $"Asked for in a test. Case {Reference}: a copy of 3 posts was made."), (entry.Subject, entry.Reason));
    }

    [AvailableFact]
    public async Task The_requests_of_a_year_are_counted_by_kind()
    {
        await CollectPimAsync();
        await CopyAsync(Ask("pim.example"));
        await CopyAsync(Ask("nobody.example"));
        await EraseAsync(Ask("pim.example", "list"), objectToo: true);
        Clock.UtcNow = new DateTime(2026, 12, 31, 23, 59, 59, DateTimeKind.Utc);
        await EraseAsync(Ask("nobody.example"));
        Clock.Advance(TimeSpan.FromSeconds(1));
        await People.WithdrawAsync(Ask("pim.example"), Operation, CancellationToken.None);

        var (first, second) = (await People.CountAsync(2026, CancellationToken.None), await People.CountAsync(2027, CancellationToken.None));

        Assert.Equal(
            [new PersonCount(PersonRequestKind.Access, 2, 3, 0), new(PersonRequestKind.Erasure, 2, 2, 2), new(PersonRequestKind.Objection, 1, 2, 0), new(PersonRequestKind.Withdrawal, 0, 0, 0)],
            first.Kinds);
        Assert.Equal([0, 0, 0, 1], second.Kinds.Select(kind => kind.Requests));
        Assert.Equal((2026, 0), (first.Year, first.Objections));
    }

    private async Task<PersonCopy> CopyAsync(PersonQuestion question)
    {
        var result = await People.CopyAsync(question, Operation, CancellationToken.None);
        return result.Value ?? throw new InvalidOperationException(result.Refusal);
    }

    private static JsonElement Written(PersonCopy copy)
    {
        using var document = JsonDocument.Parse(PersonCopyJson.Write(copy));
        return document.RootElement.Clone();
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}

public sealed class CopiesOnSqlite() : Copies(TestDatabases.SqliteAsync);

[Needs(Peer.PostgreSql)]
public sealed class CopiesOnPostgreSql() : Copies(TestDatabases.PostgreSqlAsync);

[Needs(Peer.SqlServer)]
public sealed class CopiesOnSqlServer() : Copies(TestDatabases.SqlServerAsync);
