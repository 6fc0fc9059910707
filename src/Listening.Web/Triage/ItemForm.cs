using System.Globalization;
using Listening.Application.Triage;
using Listening.Core.Triage;
using Microsoft.AspNetCore.Http;

namespace Listening.Web.Triage;

/// <summary>What somebody sent to be done with items.</summary>
internal static class ItemForm
{
    /// <summary>The acts of a form; null when it names nothing that can be done.</summary>
    /// <param name="form">With <c>act</c>, what belongs to it, and <c>items</c> as <c>NUMBER:VERSION</c>.</param>
    public static IReadOnlyList<ItemAct>? Read(IFormCollection form)
    {
        if (KindOf(form["act"]) is not { } kind) return null;
        var acts = form["items"].Select(text => Read(text, kind, form)).OfType<ItemAct>().Take(100).ToList();
        return acts.Count == 0 ? null : acts;
    }

    private static ItemAct? Read(string? item, ItemActionKind kind, IFormCollection form)
    {
        if (item?.Split(':') is not [var id, var version] || Number(id) is not { } number || Number(version) is not { } seen) return null;
        return new ItemAct(number, kind, (int)seen)
        {
            Queue = TriageQueues.Find(form["to"].ToString()),
            MoveReason = Enum.TryParse<MoveReason>(form["reason"], out var reason) && Enum.IsDefined(reason) ? reason : MoveReason.WordsMisread,
            Outcome = ItemOutcomes.Find(form["outcome"]),
            Assignee = (int?)Number(form["assignee"]),
            Words = form["note"],
        };
    }

    private static ItemActionKind? KindOf(string? act) => act switch
    {
        "take" => ItemActionKind.Taken,
        "assign" => ItemActionKind.Assigned,
        "release" => ItemActionKind.Released,
        "move" => ItemActionKind.Moved,
        "close" => ItemActionKind.Closed,
        "reopen" => ItemActionKind.Reopened,
        "note" => ItemActionKind.Noted,
        _ => null,
    };

    private static long? Number(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= int.MaxValue * 1000L ? number : null;
}
