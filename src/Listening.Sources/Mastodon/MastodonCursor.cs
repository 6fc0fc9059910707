using System.Text.Json;
using System.Text.Json.Serialization;

namespace Listening.Sources.Mastodon;

/// <summary>Where a search of this source stands. Holds times, counts, marks and the platform's places, and nothing that was written or tells who wrote it.</summary>
internal sealed record MastodonCursor
{
    private const int Current = 1;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    };

    /// <summary>Version of this shape.</summary>
    public int V { get; init; } = Current;

    /// <summary>Which of the requests that the search was turned into is being read, from 0.</summary>
    public int Part { get; init; }

    /// <summary>Where each request stands, by its mark, so that a changed query goes on where its unchanged parts were.</summary>
    public IReadOnlyDictionary<string, MastodonPlace> Places { get; init; } = new Dictionary<string, MastodonPlace>(StringComparer.Ordinal);

    /// <summary>Connection of a stream that the cursor was written on; null for a source that is asked.</summary>
    public string? Live { get; init; }

    /// <summary>Pages that were read of that connection.</summary>
    public long Turn { get; init; }

    /// <summary>Reads a saved cursor.</summary>
    /// <returns>Null when it cannot be understood.</returns>
    public static MastodonCursor? Read(string? saved)
    {
        if (saved is null) return new MastodonCursor();
        try
        {
            return JsonSerializer.Deserialize<MastodonCursor>(saved, Json) is { V: Current, Places: not null } read && read.Places.Values.All(place => place is not null) ? read : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The place of a request.</summary>
    public MastodonPlace At(string mark) => Places.GetValueOrDefault(mark) ?? new MastodonPlace();

    /// <summary>The cursor with a request's place changed.</summary>
    public MastodonCursor With(string mark, MastodonPlace place) => this with { Places = new Dictionary<string, MastodonPlace>(Places, StringComparer.Ordinal) { [mark] = place } };

    /// <summary>The cursor without the places of requests that are no longer made.</summary>
    public MastodonCursor Keep(IEnumerable<string> marks)
    {
        var kept = marks.ToHashSet(StringComparer.Ordinal);
        return this with { Places = Places.Where(place => kept.Contains(place.Key)).ToDictionary(StringComparer.Ordinal) };
    }

    /// <summary>The text to save.</summary>
    public string Write() => JsonSerializer.Serialize(this, Json);
}
