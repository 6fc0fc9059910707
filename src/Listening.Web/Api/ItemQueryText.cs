using System.ComponentModel;
using System.Globalization;
using Listening.Application.Triage;
using Listening.Core.Querying;
using Listening.Core.Triage;

namespace Listening.Web.Api;

/// <summary>Which items are wanted, as it stands in the address.</summary>
public sealed record ItemQueryText
{
    private const int MostItems = 100;

    /// <summary>The queue.</summary>
    [Description("The queue, such as complaint.")]
    public required string Queue { get; init; }

    /// <summary>Open, closed or all.</summary>
    [Description("open (unless given), closed or all.")]
    public string? State { get; init; }

    /// <summary>Whose.</summary>
    [Description("nobody, or the number of an account.")]
    public string? Assigned { get; init; }

    /// <summary>Found by.</summary>
    [Description("Name of the saved search that found it.")]
    public string? Search { get; init; }

    /// <summary>Where from.</summary>
    [Description("Name of its source.")]
    public string? Source { get; init; }

    /// <summary>Its language.</summary>
    [Description("Language without region, such as cy.")]
    public string? Language { get; init; }

    /// <summary>Words.</summary>
    [Description("A query in the language of docs/query-language.md.")]
    public string? Text { get; init; }

    /// <summary>Which first.</summary>
    [Description("newest (unless given), oldest or due.")]
    public string? Order { get; init; }

    /// <summary>The place behind which the page begins.</summary>
    [Description("next of the page before; nothing else is understood.")]
    public string? After { get; init; }

    /// <summary>Items a page.</summary>
    [Description("Items a page, 1 to 100; 25 unless given.")]
    public int? Size { get; init; }

    /// <summary>What the services understand; or which parameter is wrong and why.</summary>
    internal (ItemFilter? Filter, string? Wrong, string? Why) Read()
    {
        if (TriageQueues.Find(Queue) is not { } queue) return (null, "queue", $"There is no such queue; there is {string.Join(", ", TriageQueues.All.Select(one => one.Name()))}.");
        if (State is not (null or "open" or "closed" or "all")) return (null, "state", "The state is open, closed or all.");
        if (Order is not (null or "newest" or "oldest" or "due")) return (null, "order", "The order is newest, oldest or due.");
        int? assigned = Assigned switch { null => null, "nobody" => 0, var number => int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var account) && account > 0 ? account : -1 };
        if (assigned == -1) return (null, "assigned", "Assigned is nobody, or the number of an account.");
        var after = After is null ? null : ItemCursor.Parse(After);
        if (After is not null && after is null) return (null, "after", "This is not what a page gave as its next.");
        if (Size is < 1 or > MostItems) return (null, "size", $"A page has 1 to {MostItems} items.");
        var text = Text is null ? null : Query.Parse(Text);
        if (text?.Error is { } error) return (null, "text", error.Message);
        return (new ItemFilter(queue)
        {
            State = State switch { "closed" => ItemState.Closed, "all" => null, _ => ItemState.Open },
            Order = Order switch { "oldest" => ItemOrder.Oldest, "due" => ItemOrder.Due, _ => ItemOrder.Newest },
            AssignedTo = assigned,
            After = after,
            Size = Size ?? 25,
            Search = Search,
            Source = Source,
            Language = Language,
            Text = text?.Query,
        }, null, null);
    }
}
