using System.Text.Json;
using System.Text.Json.Serialization;

namespace Listening.Sources.Bluesky;

/// <summary>Where a search of this source stands. Holds times, counts and the platform's token, and nothing that names a post or a person.</summary>
/// <param name="Mark">Everything up to this instant was read; null before the first run is drained.</param>
/// <param name="Drain">The drain under way, newest first; null when everything is read.</param>
internal sealed record BlueskyCursor(DateTime? Mark, BlueskyDrain? Drain)
{
    /// <summary>Where the reading of answers under an account's posts stands; null when none are read.</summary>
    public BlueskyComments? Comments { get; init; }

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    };

    /// <summary>Reads a saved cursor.</summary>
    /// <returns>Null when it cannot be understood.</returns>
    public static BlueskyCursor? Read(string? saved)
    {
        if (saved is null) return new BlueskyCursor(null, null);
        try
        {
            return JsonSerializer.Deserialize<BlueskyCursor>(saved, Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The text to save.</summary>
    public string Write() => JsonSerializer.Serialize(this, Json);
}

/// <summary>The reading of the answers under an account's posts: after the feed, one request after the other.</summary>
internal sealed record BlueskyComments
{
    /// <summary>Number of the run in the connector's memory, which knows what is to be asked. Made up, and of no meaning elsewhere.</summary>
    public string Run { get; init; } = "";

    /// <summary>Requests of it that were made.</summary>
    public int At { get; init; }

    /// <summary>The mark to be set when all of them were made; null unless the feed was read and some are left.</summary>
    public DateTime? Next { get; init; }

    /// <summary>The account's posts as <see cref="Threads.ThreadBook"/> keeps them.</summary>
    public IReadOnlyDictionary<string, long> Book { get; init; } = new Dictionary<string, long>();
}

/// <summary>Pages of one run, read newest first. What is new meanwhile is left for the next run.</summary>
internal sealed record BlueskyDrain
{
    /// <summary>When it began.</summary>
    public required DateTime Started { get; init; }

    /// <summary>The newest time on its first page: the next mark.</summary>
    public DateTime? Newest { get; init; }

    /// <summary>Which of the requests that the search was turned into is being read, from 0.</summary>
    public int Part { get; init; }

    /// <summary>Leads to the next page of that request, as <see cref="PagingToken.Keep"/> leaves it.</summary>
    public string? Token { get; init; }

    /// <summary>Where the next page begins, when the platform's token could not be kept.</summary>
    public DateTime? Before { get; init; }

    /// <summary>Pages read of that request.</summary>
    public int Pages { get; init; }

    /// <summary>The token of some pages ago; meeting it again means that the server leads in a circle.</summary>
    public string? Lap { get; init; }

    /// <summary>Times the server refused the token, so that the request was begun again.</summary>
    public int Restarts { get; init; }
}
