using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Listening.Sources.Feeds;

/// <summary>What is remembered between two reads of a feed: validators and times, and nothing of its posts.</summary>
internal sealed record FeedCursor
{
    // A validator is the server's own word and may be anything; a longer one is not worth keeping.
    private const int LongestValidator = 1024;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>Mark of the address the validators belong to: they mean nothing at another.</summary>
    public string? Place { get; init; }

    /// <summary>The ETag as it came.</summary>
    public string? ETag { get; init; }

    /// <summary>Last-Modified as it came.</summary>
    public string? LastModified { get; init; }

    /// <summary>Date of the newest entry ever seen, UTC.</summary>
    public DateTime? Newest { get; init; }

    /// <summary>The feed said that nothing changes before this time, UTC.</summary>
    public DateTime? FreshUntil { get; init; }

    /// <summary>Reads a saved cursor; a foreign or damaged one counts as none, for reading a feed again is harmless.</summary>
    public static FeedCursor Read(string? saved, Uri feed)
    {
        var place = PlaceOf(feed);
        var none = new FeedCursor { Place = place };
        if (saved is null) return none;
        try
        {
            return JsonSerializer.Deserialize<FeedCursor>(saved, Json) is { } cursor && cursor.Place == place ? cursor : none;
        }
        catch (JsonException)
        {
            return none;
        }
    }

    /// <summary>The cursor as it is saved.</summary>
    public string Write() => JsonSerializer.Serialize(this, Json);

    /// <summary>A validator that is fit to be kept; null otherwise.</summary>
    public static string? Validator(string? value) => value is { Length: > 0 and <= LongestValidator } ? value : null;

    private static string PlaceOf(Uri feed) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(feed.AbsoluteUri)).AsSpan(0, 6));
}
