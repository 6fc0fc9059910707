using Listening.Application.Auditing;
using Listening.Application.Outgoing;
using Listening.Application.Storage;
using Listening.Application.Tests.Pipeline;
using Listening.Core.Outgoing;
using Listening.Core.Triage;
using Listening.TestSupport.Storage;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Listening.Application.Tests.Outgoing;

/// <summary>One item, of post <c>late</c>, and scripted ways out. Account 7 asks.</summary>
public abstract class SendingTest(Func<Task<TestDatabase>> database) : PipelineTest(database)
{
    protected const string Words = "The quarrelsome kettle wants an answer.";

    protected ScriptedChannel Mail { get; } = new(SendingKind.PassOn);

    protected ScriptedChannel Cases { get; } = new(SendingKind.HandOver);

    protected virtual OutgoingSettings Settings => new() { Teams = [new PassOnTeam("press-office", IncludeText: false)], HandsOver = true };

    protected long Item { get; private set; }

    protected SendingService Sendings => Pipeline.Get<SendingService>();

    protected override void More(IServiceCollection services) =>
        services.AddSingleton(Settings).AddSingleton<ISendingChannel>(Mail).AddSingleton<ISendingChannel>(Cases);

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Source.MayReply = true;
        var search = await Pipeline.AddSearchAsync("late", "answer");
        Source.Add(Post("late", "The council does not answer"), Post("other", "Nobody has an answer"));
        await Pipeline.CollectAsync(search);
        await Pipeline.RouteAsync();
        Item = (await RowOfAsync("late"))!.Id;
    }

    protected static OperationContext By(string account) => new(account, new DateTime(2026, 3, 10, 12, 0, 0, DateTimeKind.Utc), "");

    protected SendingDraft Draft(SendingKind kind, bool close = true, string words = Words) => new()
    {
        ItemId = Item,
        Kind = kind,
        Target = "press-office",
        MessageId = MessageNumber.New(Clock),
        Words = words,
        Close = close,
    };

    protected async Task<long> AskAsync(SendingKind kind, bool close = true)
    {
        var asked = await Sendings.AskAsync(Draft(kind, close), By("7"), CancellationToken.None);
        return asked.SendingId ?? throw new InvalidOperationException(asked.Refusal);
    }

    protected Task<int> SendDueAsync() => Pipeline.Get<SendingDispatch>().SendDueAsync(CancellationToken.None);

    protected async Task<SendingRow> SendingAsync(long id) => (await RowsAsync<SendingRow>()).Single(row => row.Id == id);

    protected async Task<(ItemState State, ItemOutcome? Outcome)> ItemAsync() => await ItemOfAsync("late") is { } item ? (item.State, item.Outcome) : throw new InvalidOperationException("It is gone.");

    protected async Task<IReadOnlyList<string>> EventsAsync() =>
        [.. (await RowsAsync<AuditRow>()).OrderBy(entry => entry.Index).Where(entry => entry.Subject == $"item:{Item}").Select(entry => entry.Event)];

    protected Task<string?> DecideAsync(long sending, bool approve, string account) =>
        Sendings.DecideAsync(sending, approve, TriageQueues.All, By(account), CancellationToken.None);

    protected static void IsRefused(SendingResult result, string why)
    {
        Assert.Null(result.SendingId);
        Assert.Contains(why, result.Refusal, StringComparison.Ordinal);
    }
}
