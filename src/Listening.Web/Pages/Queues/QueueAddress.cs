using System.Globalization;
using Listening.Application.Triage;
using Listening.Core.Querying;
using Listening.Core.Triage;
using Microsoft.AspNetCore.Http;

namespace Listening.Web.Pages.Queues;

/// <summary>A queue with its filters as they stand in an address, so that it can be bookmarked, shared and saved.</summary>
/// <param name="Queue">The queue.</param>
public sealed record QueueAddress(TriageQueue Queue)
{
    /// <summary>Search words in the query language.</summary>
    public string? Text { get; init; }

    /// <summary><c>open</c> (as when it is not said), <c>closed</c> or <c>all</c>.</summary>
    public string? State { get; init; }

    /// <summary><c>me</c>, <c>nobody</c> or null for all.</summary>
    public string? Assigned { get; init; }

    /// <summary>Name of a saved search.</summary>
    public string? Search { get; init; }

    /// <summary>Name of a source.</summary>
    public string? Source { get; init; }

    /// <summary>Official name of a public authority, or how it begins.</summary>
    public string? Authority { get; init; }

    /// <summary>Language without region.</summary>
    public string? Language { get; init; }

    /// <summary>Collected in the last so many hours.</summary>
    public int? Hours { get; init; }

    /// <summary>Which comes first.</summary>
    public ItemOrder Order { get; init; }

    /// <summary>Where the page begins.</summary>
    public ItemCursor? After { get; init; }

    /// <summary>The item that is open beside the list.</summary>
    public long? Item { get; init; }

    /// <summary>True when nothing but the order narrows the queue.</summary>
    public bool IsPlain => this == new QueueAddress(Queue) { Order = Order, After = After, Item = Item };

    /// <summary>Reads an address; null when anything in it cannot be meant.</summary>
    public static QueueAddress? Read(TriageQueue queue, IQueryCollection query)
    {
        string? Word(string name) => query[name].ToString().Trim() is { Length: > 0 and <= 1000 } word ? word : null;
        var (hours, item, after) = (Number(Word("hours")), Number(Word("item")), ItemCursor.Parse(Word("after")));
        var order = Word("order");
        var isMeant = (Word("after") is null || after is not null) && (Word("item") is null || item > 0) && (Word("hours") is null || hours is > 0 and <= 10_000)
            && order is null or "newest" or "oldest" or "due" && Word("state") is null or "open" or "closed" or "all" && Word("assigned") is null or "me" or "nobody";
        if (!isMeant) return null;
        return new QueueAddress(queue)
        {
            Text = Word("q"),
            State = Word("state") is "open" ? null : Word("state"),
            Assigned = Word("assigned"),
            Search = Word("search"),
            Source = Word("source"),
            Authority = Word("authority"),
            Language = Word("language")?.ToLowerInvariant(),
            Hours = (int?)hours,
            After = after,
            Item = item,
            Order = order switch { "oldest" => ItemOrder.Oldest, "due" => ItemOrder.Due, _ => ItemOrder.Newest },
        };
    }

    /// <summary>The filter of the reader.</summary>
    /// <param name="account">Who asks, for what is assigned to them.</param>
    /// <param name="now">UTC.</param>
    /// <param name="text">The search words, understood.</param>
    /// <param name="authority">The number of the authority; null when none is named.</param>
    public ItemFilter ToFilter(int account, DateTime now, Query? text, int? authority) => new(Queue)
    {
        Authority = authority,
        After = After,
        Order = Order,
        Text = text,
        Search = Search,
        Source = Source,
        Language = Language,
        Since = Hours is { } hours ? now.AddHours(-hours) : null,
        AssignedTo = Assigned switch { "me" => account, "nobody" => 0, _ => null },
        State = State switch { "closed" => ItemState.Closed, "all" => null, _ => ItemState.Open },
    };

    /// <summary>The address.</summary>
    public override string ToString() => $"/queues/{Queue.Name()}{QueryString.Create(Parts())}";

    /// <summary>The parts behind the question mark, for hidden fields of forms.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Parts()
    {
        (string Name, string? Value)[] parts =
        [
            ("q", Text), ("state", State), ("assigned", Assigned), ("search", Search), ("source", Source), ("authority", Authority), ("language", Language),
            ("hours", Hours?.ToString(CultureInfo.InvariantCulture)), ("order", Order == ItemOrder.Newest ? null : Order.ToString().ToLowerInvariant()),
            ("after", After?.ToString()), ("item", Item?.ToString(CultureInfo.InvariantCulture)),
        ];
        return parts.Where(part => part.Value is not null).Select(part => KeyValuePair.Create(part.Name, part.Value));
    }

    private static long? Number(string? word) => long.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
