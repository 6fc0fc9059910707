using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Claims;
using Listening.Application.Access;
using Listening.Application.Triage;
using Listening.Core.Triage;
using Listening.Web.Security;
using Listening.Web.Wording;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Listening.Web.Triage;

/// <summary>Tells an open queue page what happens, as server-sent events.</summary>
internal static class QueueLive
{
    // Then the page asks again, and is asked again who it is.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    public static void MapQueueLive(this IEndpointRouteBuilder endpoints) => endpoints.MapGet("/queues/{queue}/live", Listen);

    private static Results<ServerSentEventsResult<LiveLine>, NotFound> Listen(string queue, long? item, ClaimsPrincipal user, TriageFeed feed, TeamNames team, CancellationToken ct) =>
        TriageQueues.Find(queue) is { } found && user.Queues().Contains(found)
            ? TypedResults.ServerSentEvents(LinesAsync(found, item, user.AccountNumber(), feed, team, ct))
            : TypedResults.NotFound();

    private static async IAsyncEnumerable<System.Net.ServerSentEvents.SseItem<LiveLine>> LinesAsync(
        TriageQueue queue, long? item, int account, TriageFeed feed, TeamNames team, [EnumeratorCancellation] CancellationToken ct)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(ct);
        end.CancelAfter(Longest);
        // Said at once, so that the page knows that it is heard.
        yield return new(new LiveLine { Words = "" }, "hello") { ReconnectionInterval = TimeSpan.FromSeconds(1) };
        await using var events = feed.ListenAsync(account, item, end.Token).GetAsyncEnumerator(end.Token);
        while (await MoveAsync(events))
        {
            if (await LineOfAsync(events.Current, queue, account, team, ct) is { } line) yield return line;
        }
    }

    // Being ended is not a failure here.
    private static async ValueTask<bool> MoveAsync(IAsyncEnumerator<TriageEvent> events)
    {
        try
        {
            return await events.MoveNextAsync();
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private static async Task<System.Net.ServerSentEvents.SseItem<LiveLine>?> LineOfAsync(TriageEvent happened, TriageQueue queue, int account, TeamNames team, CancellationToken ct)
    {
        switch (happened)
        {
            case ItemsArrived arrived when arrived.Queue == queue:
                return new(new LiveLine { Count = arrived.Count, Words = Lengths.Count(arrived.Count, "new post") }, "arrived");
            case ItemChanged changed when changed.From == queue || changed.To.Queue == queue:
                var names = await team.OfAsync(queue, ct);
                var who = int.TryParse(changed.Actor, NumberStyles.None, CultureInfo.InvariantCulture, out var actor) ? (actor == account ? "You" : names.GetValueOrDefault(actor, "Somebody")) : "The service";
                return new(new LiveLine { Item = changed.ItemId, Mine = actor == account, Words = $"{who} {changed.Did(names)}" }, "changed");
            case ItemWatched watched:
                var people = await team.OfAsync(queue, ct);
                var others = watched.Accounts.Where(one => one != account).Select(one => people.GetValueOrDefault(one, "Somebody")).ToList();
                return new(new LiveLine { Item = watched.ItemId, Words = others.Count == 0 ? "" : $"{string.Join(", ", others)} {(others.Count == 1 ? "has" : "have")} this open" }, "watched");
            default:
                return null;
        }
    }
}

/// <summary>One event as a page reads it.</summary>
internal sealed record LiveLine
{
    /// <summary>The item; 0 when it is about none.</summary>
    public long Item { get; init; }

    /// <summary>How many new posts there are.</summary>
    public int Count { get; init; }

    /// <summary>True when whoever looks did it.</summary>
    public bool Mine { get; init; }

    /// <summary>What to show; empty for nothing.</summary>
    public required string Words { get; init; }
}
