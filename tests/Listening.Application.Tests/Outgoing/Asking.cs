using Listening.Application.Outgoing;
using Listening.Application.Storage;
using Listening.Core.Triage;
using Listening.TestSupport.Servers;
using Listening.TestSupport.Storage;
using Xunit;

namespace Listening.Application.Tests.Outgoing;

/// <summary>What may be asked for, and what a second person decides.</summary>
public abstract class Asking(Func<Task<TestDatabase>> database) : SendingTest(database)
{
    [AvailableFact]
    public async Task The_same_form_twice_is_one_sending()
    {
        var draft = Draft(SendingKind.PassOn);
        var both = await Task.WhenAll(
            Sendings.AskAsync(draft, By("7"), CancellationToken.None), Sendings.AskAsync(draft, By("7"), CancellationToken.None));
        await AskAsync(SendingKind.PassOn);

        Assert.Equal(both[0].SendingId, both[1].SendingId);
        Assert.Equal(2, await CountAsync<SendingRow>());
    }

    [AvailableFact]
    public async Task Two_who_answer_the_same_post_at_once_send_one_reply()
    {
        var both = await Task.WhenAll(
            Sendings.AskAsync(Draft(SendingKind.Reply), By("7"), CancellationToken.None), Sendings.AskAsync(Draft(SendingKind.Reply), By("8"), CancellationToken.None));

        IsRefused(Assert.Single(both, result => result.SendingId is null), "answered this post already");
        Assert.Single(await RowsAsync<SendingRow>());
    }

    [AvailableFact]
    public async Task A_reply_waits_for_somebody_else_than_its_author()
    {
        var sending = await AskAsync(SendingKind.Reply);
        Assert.Equal(0, await SendDueAsync());
        Assert.Contains("Somebody else", await DecideAsync(sending, approve: true, "7"), StringComparison.Ordinal);
        Assert.NotNull(await Sendings.DecideAsync(sending, true, [], By("8"), CancellationToken.None));

        Assert.Null(await DecideAsync(sending, approve: true, "8"));
        await SendDueAsync();

        Assert.Equal((SendingState.Sent, "8"), ((await SendingAsync(sending)).State, (await SendingAsync(sending)).DecidedBy));
        Assert.Equal(("late", Words), Assert.Single(Source.Replies.Select(reply => (reply.Post.Id, reply.Text))));
        Assert.Equal((ItemState.Closed, ItemOutcome.Replied), await ItemAsync());
        Assert.NotNull(await DecideAsync(sending, approve: false, "9"));
    }

    [AvailableFact]
    public async Task A_refused_reply_is_never_sent_and_another_may_be_written()
    {
        var sending = await AskAsync(SendingKind.Reply);
        Assert.Null(await DecideAsync(sending, approve: false, "7"));

        Assert.Equal(0, await SendDueAsync());
        Assert.Equal(SendingState.Refused, (await SendingAsync(sending)).State);
        await AskAsync(SendingKind.Reply);
    }

    [AvailableFact]
    public async Task Refuses_what_lacks_something_or_is_too_long()
    {
        async Task<SendingResult> TryAsync(SendingDraft draft) => await Sendings.AskAsync(draft, By("7"), CancellationToken.None);

        IsRefused(await TryAsync(Draft(SendingKind.PassOn) with { Target = "nobody" }), "Choose a team");
        IsRefused(await TryAsync(Draft(SendingKind.PassOn, words: " \n ")), "why you pass it on");
        IsRefused(await TryAsync(Draft(SendingKind.PassOn, words: new string('x', 1001))), "1,000 characters at most; these are 1,001");
        IsRefused(await TryAsync(Draft(SendingKind.Reply, words: new string('x', 303))), "3 characters too long");
        IsRefused(await TryAsync(Draft(SendingKind.Reply, words: "Your case is {reference}.")), "in place of {reference}");
        IsRefused(await TryAsync(Draft(SendingKind.Reply) with { ItemId = Item + 999 }), "deleted");
        Assert.Empty(await RowsAsync<SendingRow>());
        Assert.NotNull((await TryAsync(Draft(SendingKind.PassOn, words: new string('x', 1000)))).SendingId);
    }

    [AvailableFact]
    public async Task A_download_needs_a_reference_and_closes_the_item_at_once()
    {
        var number = Draft(SendingKind.HandOver).MessageId;
        IsRefused(await Sendings.DownloadAsync(Item, "the case of Pim", number, "", By("7"), CancellationToken.None), "never a name");

        var done = await Sendings.DownloadAsync(Item, "IC-77", number, "Note", By("7"), CancellationToken.None);
        var again = await Sendings.DownloadAsync(Item, "IC-77", number, "Note", By("7"), CancellationToken.None);

        Assert.Equal(done.SendingId, again.SendingId);
        Assert.Equal((ItemState.Closed, ItemOutcome.HandedOver), await ItemAsync());
        Assert.Equal(("download", "IC-77", SendingState.Sent), Assert.Single((await RowsAsync<SendingRow>()).Select(row => (row.Target, row.Reference, row.State))));
        Assert.Equal("IC-77", await Pipeline.Get<SendingReader>().ReferenceAsync(Item, CancellationToken.None));
    }
}

public sealed class AskingOnSqlite() : Asking(TestDatabases.SqliteAsync);

[Needs(Peer.PostgreSql)]
public sealed class AskingOnPostgreSql() : Asking(TestDatabases.PostgreSqlAsync);

[Needs(Peer.SqlServer)]
public sealed class AskingOnSqlServer() : Asking(TestDatabases.SqlServerAsync);
