using System.Globalization;
using Listening.Application.Auditing;
using Listening.Application.Triage;
using Listening.Core.Triage;
using Listening.Web.Pages.Queues;
using Listening.Web.Wording;

namespace Listening.Web.Triage;

/// <summary>What was done a moment ago, with the way back.</summary>
/// <param name="Words">What was done.</param>
/// <param name="First">Number of the first action.</param>
/// <param name="Last">Number of the last one; between them stand all that were done together.</param>
/// <param name="ClosedAsNoise">Searches that found the post, when it was closed as noise: one may be worth a word less.</param>
public sealed record DoneAlert(string Words, long First, long Last, IReadOnlyList<string> ClosedAsNoise)
{
    /// <summary>What to undo, as it stands in addresses and forms.</summary>
    public string Did => string.Create(CultureInfo.InvariantCulture, $"{First}-{Last}");

    /// <summary>What was done of what was wanted.</summary>
    public static DoneAlert? Of(IReadOnlyList<ItemAct> acts, IReadOnlyList<ItemResult> results)
    {
        var done = results.Where(result => result.ActionId is not null).ToList();
        return done.Count == 0 ? null : new DoneAlert(
            Sentence(acts[0].Kind, acts[0].Outcome, acts[0].Queue, done.Count), done.Min(result => result.ActionId!.Value), done.Max(result => result.ActionId!.Value), []);
    }

    /// <summary>The alert for an address that says what was done; null when it cannot be undone any more.</summary>
    public static async Task<DoneAlert?> ReadAsync(string? did, TriageService actions, int account, DateTime now, CancellationToken ct)
    {
        if (Range(did) is not { } range || await actions.FindDoneAsync(range.First, range.Last, account, now, ct) is not { Count: > 0 } done) return null;
        return new DoneAlert(
            Sentence(done[0].Kind, done[0].ToOutcome, done[0].ToQueue, done.Count), range.First, range.Last,
            done[0].ToOutcome == ItemOutcome.Noise && done.Count == 1 ? await actions.SearchesOfAsync(done[0].PostId, ct) : []);
    }

    /// <summary>Takes back what an alert told of.</summary>
    public static async Task<IReadOnlyList<ItemResult>> UndoAsync(string? did, TriageService actions, OperationContext operation, CancellationToken ct)
    {
        if (Range(did) is not { } range) return [];
        var done = await actions.FindDoneAsync(range.First, range.Last, int.Parse(operation.Actor, CultureInfo.InvariantCulture), operation.At, ct);
        return done.Count == 0 ? [ItemResult.Refused(0, ActRefusal.TooLate)] : await actions.UndoAsync([.. done.Select(action => action.Id)], operation, ct);
    }

    /// <summary>An address that shows this alert.</summary>
    public string AppendTo(QueueAddress address) => AppendTo(address.ToString());

    /// <summary>An address that shows this alert.</summary>
    public string AppendTo(string address) => $"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}did={Did}";

    private static string Sentence(ItemActionKind kind, ItemOutcome? outcome, TriageQueue? queue, int count)
    {
        var what = count == 1 ? "The post" : Lengths.Count(count, "post");
        var (was, yours) = count == 1 ? ("is", "yours") : ("are", "yours");
        return kind switch
        {
            ItemActionKind.Taken => $"{what} {was} {yours} now.",
            ItemActionKind.Assigned => $"{what} {was} given to somebody.",
            ItemActionKind.Released => $"{what} {was} nobody’s now.",
            ItemActionKind.Moved => $"{what} {was} moved to {queue?.Title()}.",
            ItemActionKind.Closed => $"{what} {was} closed: {outcome?.Title().ToLowerInvariant()}.",
            ItemActionKind.Reopened => $"{what} {was} open again.",
            ItemActionKind.Noted => "The note is written.",
            _ => "Done.",
        };
    }

    private static (long First, long Last)? Range(string? did) =>
        did?.Split('-') is [var first, var last]
            && long.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var from) && long.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var to)
            && from <= to && to - from < 10_000
            ? (from, to) : null;
}
