using System.Text.Json;
using System.Text.Json.Serialization;

namespace Listening.Sources.YouTube;

/// <summary>Where a search of this source stands. Holds times, counts, keyed marks and the platform's tokens, and nothing that names a post or a person.</summary>
internal sealed record YouTubeCursor
{
    private const int Current = 1;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    };

    /// <summary>The shape of this cursor.</summary>
    public int Version { get; init; }

    /// <summary>When the last whole run began; null before the first has ended.</summary>
    public DateTime? Mark { get; init; }

    /// <summary>Videos and threads that were met, by mark, with the <see cref="ItemStamp"/> that they were walked at.</summary>
    public IReadOnlyDictionary<string, long>? Known { get; init; }

    /// <summary>The run under way; null when everything is read.</summary>
    public YouTubeRun? Run { get; init; }

    /// <summary>Reads a saved cursor.</summary>
    /// <returns>Null when it cannot be understood.</returns>
    public static YouTubeCursor? Read(string? saved)
    {
        if (saved is null) return new YouTubeCursor();
        try
        {
            return JsonSerializer.Deserialize<YouTubeCursor>(saved, Json) is { Version: Current, Run: null or { Trail.Count: > 0 and <= 3 } } cursor ? cursor : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The text to save.</summary>
    public string Write() => JsonSerializer.Serialize(this with { Version = Current }, Json);
}

/// <summary>One run through everything that a search reads. What is new meanwhile is left for the next run.</summary>
internal sealed record YouTubeRun
{
    /// <summary>When it began.</summary>
    public required DateTime Started { get; init; }

    /// <summary>The oldest instant that it reads to.</summary>
    public required DateTime From { get; init; }

    /// <summary>Videos are searched for from here: as far back as <see cref="From"/>, or only the newest when the others are remembered.</summary>
    public required DateTime SearchFrom { get; init; }

    /// <summary>Which of the parts that the search was turned into is being read, from 0.</summary>
    public int Part { get; init; }

    /// <summary>The list being read, then the entry of it whose own list is being read, and so on.</summary>
    public IReadOnlyList<YouTubeStep> Trail { get; init; } = [new()];

    /// <summary>Pages read.</summary>
    public int Pages { get; init; }

    /// <summary>The list that is being read.</summary>
    [JsonIgnore]
    public YouTubeStep Step => Trail[^1];

    /// <summary>True when the search reaches back over everything this run follows.</summary>
    [JsonIgnore]
    public bool IsWide => SearchFrom <= From;

    /// <summary>The same with another place in the list that is being read.</summary>
    public YouTubeRun At(YouTubeStep step) => this with { Trail = [.. Trail.SkipLast(1), step] };

    /// <summary>Names the page at a depth of the trail; the page of another run or search never has the same name.</summary>
    public string Place(int depth) => $"{Started.Ticks}/{Part}/{string.Join('/', Trail.Take(depth + 1).Select(step => $"{step.Mark}>{step.Token}"))}";
}

/// <summary>A place in one list.</summary>
internal sealed record YouTubeStep
{
    /// <summary>Mark of the video or thread whose list it is; null for the first.</summary>
    public string? Mark { get; init; }

    /// <summary>How that video or thread stood when its walk began.</summary>
    public long Stamp { get; init; }

    /// <summary>Leads to the page; null for the first.</summary>
    public string? Token { get; init; }

    /// <summary>True when the page itself was given out, and only the lists of its entries are still to be read.</summary>
    public bool IsRead { get; init; }

    /// <summary>Times the platform refused the token, so that the list was begun again.</summary>
    public int Restarts { get; init; }
}
