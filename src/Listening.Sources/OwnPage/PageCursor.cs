using System.Text.Json;
using System.Text.Json.Serialization;

namespace Listening.Sources.OwnPage;

/// <summary>Where a search of an organisation's own page stands. Holds times, marks and the platform's paging tokens, and nothing that names a post or a person.</summary>
/// <param name="Mark">Everything up to this instant was read; null before the first run is drained.</param>
/// <param name="Drain">The run under way; null when everything is read.</param>
internal sealed record PageCursor(DateTime? Mark, PageDrain? Drain)
{
    private const int Current = 1;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    };

    /// <summary>The shape of the cursor; another one is not understood.</summary>
    public int Version { get; init; } = Current;

    /// <summary>Marks of the entries that the last run met, with a mark of their words, so that an edit is told from what is known.</summary>
    public IReadOnlyDictionary<string, string>? Seen { get; init; }

    /// <summary>What <see cref="Threads.ThreadBook"/> keeps.</summary>
    public IReadOnlyDictionary<string, long>? Walked { get; init; }

    /// <summary>Reads a saved cursor.</summary>
    /// <returns>Null when it cannot be understood.</returns>
    public static PageCursor? Read(string? saved)
    {
        if (saved is null) return new PageCursor(null, null);
        try
        {
            return JsonSerializer.Deserialize<PageCursor>(saved, Json) is { Version: Current } cursor ? cursor : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The text to save.</summary>
    public string Write() => JsonSerializer.Serialize(this, Json);
}

/// <summary>One run over all that a search reads. What is new meanwhile is left for the next run.</summary>
internal sealed record PageDrain
{
    /// <summary>When it began: the next mark.</summary>
    public required DateTime Started { get; init; }

    /// <summary>Which listing is being read, from 0.</summary>
    public int Part { get; init; }

    /// <summary>Leads to the page of the listing that is being read; null for the first.</summary>
    public string? Token { get; init; }

    /// <summary>Pages of the listing that are done.</summary>
    public int Pages { get; init; }

    /// <summary>Times the listing was begun again because the platform refused its token or moved its entries.</summary>
    public int Restarts { get; init; }

    /// <summary>Mark of the thread that is being walked; null for none.</summary>
    public string? Thread { get; init; }

    /// <summary>
    /// <see cref="PageEntry.Comments"/> of that thread when its walk began. What came since may stand on pages that are done, so the
    /// walk counts for that number only.
    /// </summary>
    public long ThreadComments { get; init; }

    /// <summary>Leads to the thread's next page of comments; null for the first.</summary>
    public string? ThreadToken { get; init; }

    /// <summary>Pages of that thread that were read.</summary>
    public int ThreadPages { get; init; }

    /// <summary>The next <see cref="PageCursor.Seen"/>.</summary>
    public IReadOnlyDictionary<string, string>? Met { get; init; }
}
