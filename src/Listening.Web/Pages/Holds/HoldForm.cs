using System.Globalization;
using Listening.Application.Storage;

namespace Listening.Web.Pages.Holds;

/// <summary>A hold as it is typed.</summary>
public sealed record HoldForm
{
    /// <summary>Why posts are held: a name of <see cref="HoldReason"/>.</summary>
    public string? Kind { get; init; }

    /// <summary>The case's reference.</summary>
    public string? Reference { get; init; }

    /// <summary>Numbers or addresses of items.</summary>
    public string? Items { get; init; }

    /// <summary>An author's handle.</summary>
    public string? Author { get; init; }

    /// <summary>Name of a saved search.</summary>
    public string? Search { get; init; }

    /// <summary>First day of collection.</summary>
    public string? From { get; init; }

    /// <summary>Last day of collection.</summary>
    public string? To { get; init; }

    /// <summary>Last day of the hold.</summary>
    public string? Ends { get; init; }

    /// <summary>Why it is asked for, for the log.</summary>
    public string? Reason { get; init; }

    /// <summary>The fields with their values, for the form that only confirms.</summary>
    public IEnumerable<(string Name, string Value)> Fields()
    {
        (string Name, string? Value)[] all =
        [
            ("kind", Kind), ("reference", Reference), ("items", Items), ("author", Author), ("search", Search),
            ("from", From), ("to", To), ("ends", Ends), ("reason", Reason),
        ];
        return all.Where(field => !string.IsNullOrWhiteSpace(field.Value)).Select(field => (field.Name, field.Value!));
    }

    /// <summary>The reason of the hold; null when none was chosen.</summary>
    internal HoldReason? ChosenKind => Enum.TryParse<HoldReason>(Kind, out var kind) && Enum.IsDefined(kind) ? kind : null;

    /// <summary>The numbers of the items; null when something among them is not a number or an item's address.</summary>
    internal IReadOnlyList<long>? ItemNumbers()
    {
        var numbers = new List<long>();
        foreach (var word in (Items ?? "").Split([' ', ',', ';', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (!long.TryParse(NumberIn(word), NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return null;
            numbers.Add(number);
        }

        return numbers;
    }

    // An item stands on a page of its own, or beside its queue.
    private static ReadOnlySpan<char> NumberIn(string word)
    {
        foreach (var before in (ReadOnlySpan<string>)["/items/", "?item=", "&item="])
        {
            var at = word.LastIndexOf(before, StringComparison.Ordinal);
            if (at >= 0) return word.AsSpan(at + before.Length);
        }

        return word;
    }
}
