using Listening.Application.People;
using Listening.Application.Storage;
using Listening.TestSupport.Servers;
using Listening.TestSupport.Storage;
using Xunit;

namespace Listening.Application.Tests.People;

public abstract class HostileQuestions(Func<Task<TestDatabase>> database) : PeopleTest(database)
{
    private static readonly string[] Handles =
    [
        "'; DROP TABLE \"Posts\"; --", "%", "_______", "* OR from:x", "<script>alert(1)</script>", "\u202Eelpmaxe.mip", "pim\0example", "pim.example\r\nX: 1",
        "pim%2Eexample", "\uFF50\uFF49\uFF4D.example", "\u0440im.example", "pim.example\u0301", new('x', PersonQuestion.LongestName),
    ];

    [AvailableFact]
    public async Task A_hostile_handle_finds_its_own_posts_and_nobody_elses()
    {
        await CollectPimAsync();
        await CollectAsync([.. Handles.Index().Select(handle => By(handle.Item, $"h{handle.Index}"))]);

        foreach (var (at, handle) in Handles.Index()) Assert.Equal([$"h{at}"], await IdsOfAsync(Ask(handle)));

        Assert.Empty(await IdsOfAsync(Ask("\uD83D")));
        Assert.Equal(["p1", "p2", "p3"], await IdsOfAsync(Ask("@@@pim.example ")));
    }

    [AvailableFact]
    public async Task What_is_refused_leaves_nothing_and_repeats_nothing_that_was_typed()
    {
        await CollectPimAsync();
        PersonQuestion[] refused =
        [
            new() { Reference = "IC-canary.example-7", Handle = "Canary.Example" },
            new() { Reference = "IC-canaryexample7", Handle = "@canary.example" },
            new() { Reference = "canary@social.example", Handle = "canary" },
            new() { Reference = "canary", Handle = "tom" },
            new() { Reference = "", Handle = "canary" },
            new() { Reference = "IC-1" + new string('0', 64), Handle = "canary" },
            new() { Reference = "IC-1\n", Handle = "canary" },
            new() { Reference = "IC-1" },
            new() { Reference = "IC-1", Handle = "canary", Link = "https://social.example/canary" },
            new() { Reference = "IC-1", Handle = " @\u200B " },
            new() { Reference = "IC-1", Link = "" },
            new() { Reference = "IC-1", Handle = new string('c', PersonQuestion.LongestName + 1) },
            new() { Reference = "IC-1", Handle = "canary", Source = "canary" },
            // The author of the post under the link.
            new() { Reference = "IC-1-pim-example", Link = "https://social.example/posts/p1" },
        ];

        foreach (var question in refused)
        {
            string?[] refusals =
            [
                (await People.FindAsync(question, Operation, CancellationToken.None)).Refusal,
                (await People.CopyAsync(question, Operation, CancellationToken.None)).Refusal,
                (await People.EraseAsync(question, ErasureReason.Asked, true, Operation, CancellationToken.None)).Refusal,
                (await People.ObjectAsync(question, Operation, CancellationToken.None)).Refusal,
                (await People.WithdrawAsync(question, Operation, CancellationToken.None)).Refusal,
            ];
            Assert.All(refusals, refusal => Assert.False(string.IsNullOrEmpty(refusal), question.Reference));
            Assert.All(refusals, refusal => Assert.DoesNotContain("canary", refusal, StringComparison.OrdinalIgnoreCase));
            Assert.Equal($"A person, {question.Reference}", question.ToString());
        }

        Assert.Equal(0, await CountAsync<PersonRequestRow>() + await CountAsync<ObjectionRow>() + await CountAsync<AuditRow>(entry => entry.Event.StartsWith("person.")));
        Assert.Equal(7, await CountAsync<PostRow>());
    }

    [AvailableFact]
    public async Task A_short_handle_may_stand_in_a_reference_by_chance()
    {
        await CollectAsync(By("ic", "1"));

        Assert.Equal(["1"], await IdsOfAsync(new PersonQuestion { Reference = "IC-2026", Handle = "ic" }));
    }
}

public sealed class HostileQuestionsOnSqlite() : HostileQuestions(TestDatabases.SqliteAsync);

[Needs(Peer.PostgreSql)]
public sealed class HostileQuestionsOnPostgreSql() : HostileQuestions(TestDatabases.PostgreSqlAsync);

[Needs(Peer.SqlServer)]
public sealed class HostileQuestionsOnSqlServer() : HostileQuestions(TestDatabases.SqlServerAsync);
