using System.Text.Json;
using System.Text.Json.Serialization;

namespace Listening.Sources.WhatDoTheyKnow;

/// <summary>Where a search of this source stands: validators, the highest number seen, and marks; nothing that names a request or a person.</summary>
internal sealed record WhatDoTheyKnowCursor
{
    /// <summary>The form of the cursor that is written today.</summary>
    public const int Current = 1;

    // A validator is the server's own word and may be anything; a longer one is not worth keeping.
    private const int LongestValidator = 1024;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault };

    /// <summary>The cursor's form.</summary>
    public int Version { get; init; } = Current;

    /// <summary>Mark of the feed that the rest belongs to: a search's query and target can be changed.</summary>
    public string? Place { get; init; }

    /// <summary>The ETag as it came.</summary>
    public string? ETag { get; init; }

    /// <summary>Last-Modified as it came.</summary>
    public string? LastModified { get; init; }

    /// <summary>The highest number of an event seen.</summary>
    public long Highest { get; init; }

    /// <summary>Marks of the events of the last feed, each with its state.</summary>
    public IReadOnlyList<string> Known { get; init; } = [];

    /// <summary>Which requests of the account were read, as <see cref="Threads.ThreadBook"/> keeps it: by what the account's feed showed of each.</summary>
    public IReadOnlyDictionary<string, long>? Requests { get; init; }

    /// <summary>Marks of the events in each request's own feed when it was read, by the request's mark.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Seen { get; init; }

    /// <summary>True while requests are left to be read.</summary>
    public bool Walking { get; init; }

    /// <summary>Reads a saved cursor.</summary>
    /// <returns>Null when it cannot be understood.</returns>
    public static WhatDoTheyKnowCursor? Read(string? saved)
    {
        if (saved is null) return null;
        try
        {
            return JsonSerializer.Deserialize<WhatDoTheyKnowCursor>(saved, Json) is { Version: Current, Known: not null } cursor ? cursor : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The text to save.</summary>
    public string Write() => JsonSerializer.Serialize(this, Json);

    /// <summary>A validator that is fit to be kept; null otherwise.</summary>
    public static string? Validator(string? value) => value is { Length: > 0 and <= LongestValidator } ? value : null;
}
