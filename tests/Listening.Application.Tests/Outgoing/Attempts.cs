using System.Text;
using Listening.Application.Content;
using Listening.Application.Outgoing;
using Listening.Application.Storage;
using Listening.Core.Outgoing;
using Listening.Core.Triage;
using Listening.TestSupport.Servers;
using Listening.TestSupport.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Listening.Application.Tests.Outgoing;

/// <summary>What happens between asking and the receiver's having it.</summary>
public abstract class Attempts(Func<Task<TestDatabase>> database) : SendingTest(database)
{
    [AvailableFact]
    public async Task Closes_the_item_when_the_receiver_has_it_and_not_before()
    {
        var sending = await AskAsync(SendingKind.PassOn);
        Assert.Equal((ItemState.Open, null), await ItemAsync());

        Assert.Equal(1, await SendDueAsync());

        Assert.Equal((ItemState.Closed, ItemOutcome.PassedOn), await ItemAsync());
        Assert.Equal(SendingState.Sent, (await SendingAsync(sending)).State);
        Assert.Equal(["sending.asked", "sending.sent", "item.passed-on"], await EventsAsync());
        Assert.Equal("7", (await RowsAsync<ItemActionRow>()).Single(action => action.Kind == ItemActionKind.PassedOn).Actor);
        Assert.Equal(0, await SendDueAsync());
    }

    [AvailableFact]
    public async Task Leaves_the_item_open_where_that_was_chosen()
    {
        await AskAsync(SendingKind.PassOn, close: false);
        await SendDueAsync();

        Assert.Equal((ItemState.Open, null), await ItemAsync());
        Assert.Contains("item.passed-on", await EventsAsync());
    }

    [AvailableFact]
    public async Task Tries_again_with_the_same_number_after_longer_and_longer_waits()
    {
        for (var at = 0; at < 3; at++) Mail.Answers.Enqueue(() => SendOutcome.TryAgain("The mail server is away."));
        var sending = await AskAsync(SendingKind.PassOn);

        await SendDueAsync();
        Assert.Equal("The mail server is away.", (await SendingAsync(sending)).Problem);
        // A fifth more or less: 1 second, then 5, then 30.
        foreach (var (tooSoon, soon) in new[] { (0.7, 0.6), (3.2, 2.9), (23, 14.0) })
        {
            Clock.Advance(TimeSpan.FromSeconds(tooSoon));
            Assert.Equal(0, await SendDueAsync());
            Clock.Advance(TimeSpan.FromSeconds(soon));
            Assert.Equal(1, await SendDueAsync());
        }

        Assert.Equal((SendingState.Sent, 4), ((await SendingAsync(sending)).State, (await SendingAsync(sending)).Attempts));
        Assert.Single(Mail.Messages.Select(message => (message.MessageId, message.Token)).Distinct());
    }

    [AvailableFact]
    public async Task Waits_as_long_as_the_receiver_asks()
    {
        Cases.Answers.Enqueue(() => SendOutcome.TryAgain("Busy.", TimeSpan.FromHours(2)));
        var sending = await AskAsync(SendingKind.HandOver);
        await SendDueAsync();

        Clock.Advance(TimeSpan.FromMinutes(119));
        Assert.Equal(0, await SendDueAsync());
        Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(1, await SendDueAsync());
        Assert.Equal("IC-123456", (await SendingAsync(sending)).Reference);
    }

    [AvailableFact]
    public async Task Gives_up_when_the_post_would_be_gone_before_the_next_attempt()
    {
        Cases.Answers.Enqueue(() => SendOutcome.TryAgain("Busy.", TimeSpan.FromHours(20)));
        Clock.Advance(TimeSpan.FromHours(101));
        var sending = await AskAsync(SendingKind.HandOver);
        await SendDueAsync();

        Assert.Equal((SendingState.Failed, null), ((await SendingAsync(sending)).State, (await SendingAsync(sending)).NextAttemptAt));
        Assert.Equal((ItemState.Open, null), await ItemAsync());
        Assert.Equal("sending.failed", (await EventsAsync())[^1]);
    }

    [AvailableFact]
    public async Task Sends_nothing_of_a_post_that_is_past_its_limit()
    {
        Mail.Answers.Enqueue(() => SendOutcome.TryAgain("Away."));
        var sending = await AskAsync(SendingKind.PassOn);
        await SendDueAsync();
        Clock.Advance(TimeSpan.FromHours(121));

        await SendDueAsync();

        Assert.Single(Mail.Messages);
        Assert.Equal(SendingState.Failed, (await SendingAsync(sending)).State);
        await Pipeline.PurgeAsync();
        Assert.Empty(await RowsAsync<SendingRow>());
    }

    [AvailableFact]
    public async Task Two_processes_send_it_once()
    {
        var other = ActivatorUtilities.CreateInstance<SendingDispatch>(Pipeline.Get<IServiceProvider>());
        for (var at = 0; at < 10; at++)
        {
            await AskAsync(SendingKind.PassOn);
            await Task.WhenAll(SendDueAsync(), other.SendDueAsync(CancellationToken.None));
        }

        Assert.Equal(10, Mail.Messages.Count);
        Assert.Equal(10, await CountAsync<SendingRow>(row => row.State == SendingState.Sent));
    }

    [AvailableFact]
    public async Task A_kill_between_sending_and_noting_leads_to_the_same_number_again()
    {
        Cases.Answers.Enqueue(() => throw new InvalidOperationException("Killed."));
        var sending = await AskAsync(SendingKind.HandOver);
        await SendDueAsync();
        Assert.Equal(0, await SendDueAsync());
        Assert.Equal(SendingState.Waiting, (await SendingAsync(sending)).State);

        Clock.Advance(SendingDispatch.Claim);
        Assert.Equal(1, await SendDueAsync());

        Assert.Equal(2, Cases.Messages.Count);
        Assert.Single(Cases.Messages.Select(message => message.MessageId).Distinct());
        Assert.Equal(SendingState.Sent, (await SendingAsync(sending)).State);
    }

    [AvailableFact]
    public async Task What_was_given_up_is_sent_again_when_somebody_says_so()
    {
        Cases.Answers.Enqueue(() => SendOutcome.Failed("Gone."));
        var sending = await AskAsync(SendingKind.HandOver);
        await SendDueAsync();
        Assert.Equal(0, await SendDueAsync());
        Assert.NotNull(await Sendings.RetryAsync(sending, [], By("8"), CancellationToken.None));

        Assert.Null(await Sendings.RetryAsync(sending, TriageQueues.All, By("8"), CancellationToken.None));
        await SendDueAsync();

        Assert.Equal(SendingState.Sent, (await SendingAsync(sending)).State);
        Assert.NotNull(await Sendings.RetryAsync(sending, TriageQueues.All, By("8"), CancellationToken.None));
    }

    [AvailableFact]
    public async Task Words_and_token_are_sealed_and_the_token_is_forgotten_when_it_was_sent()
    {
        var sending = await AskAsync(SendingKind.PassOn);
        var before = await SendingAsync(sending);
        await SendDueAsync();
        var after = await SendingAsync(sending);

        var token = Mail.Messages.Single().Token!;
        Assert.Equal(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(token)), after.LinkHash);
        Assert.DoesNotContain("kettle", Encoding.UTF8.GetString(before.Words!), StringComparison.Ordinal);
        var post = await RowOfAsync("late");
        var content = Pipeline.Get<PostContent>();
        Assert.Contains(token, content.OpenWords(before.Words, before.KeyId, post!.IdHash), StringComparison.Ordinal);
        Assert.DoesNotContain(token, content.OpenWords(after.Words, after.KeyId, post.IdHash), StringComparison.Ordinal);
        Assert.Contains(Words, content.OpenWords(after.Words, after.KeyId, post.IdHash), StringComparison.Ordinal);
        Assert.All(await RowsAsync<AuditRow>(), entry => Assert.DoesNotContain("kettle", entry.Reason, StringComparison.OrdinalIgnoreCase));
    }
}

public sealed class AttemptsOnSqlite() : Attempts(TestDatabases.SqliteAsync);

[Needs(Peer.PostgreSql)]
public sealed class AttemptsOnPostgreSql() : Attempts(TestDatabases.PostgreSqlAsync);

[Needs(Peer.SqlServer)]
public sealed class AttemptsOnSqlServer() : Attempts(TestDatabases.SqlServerAsync);
