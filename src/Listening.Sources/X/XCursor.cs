using System.Text.Json;
using System.Text.Json.Serialization;

namespace Listening.Sources.X;

/// <summary>
/// Where a search of this source stands. Holds the platform's own places (since ids, paging tokens), times, counts and marks, and
/// nothing that names a post or a person otherwise.
/// </summary>
internal sealed record XCursor
{
    private const int Current = 1;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        RespectNullableAnnotations = true,
    };

    /// <summary>Version of the cursor's shape.</summary>
    public int V { get; init; } = Current;

    /// <summary>How far each request was read, by the request's mark: a query that is changed goes on with what is left of it.</summary>
    public IReadOnlyDictionary<string, XPlace> Places { get; init; } = new Dictionary<string, XPlace>();

    /// <summary>The run under way; null when everything is read.</summary>
    public XDrain? Drain { get; init; }

    /// <summary>Replies of threads that were walked, by mark; null for a search that walks none.</summary>
    public IReadOnlyDictionary<string, long>? Threads { get; init; }

    /// <summary>Threads whose walk found fewer replies than X had counted: walked once more, in another run.</summary>
    public IReadOnlyDictionary<string, XShortfall>? Short { get; init; }

    /// <summary>Reads a saved cursor.</summary>
    /// <returns>Null when it cannot be understood.</returns>
    public static XCursor? Read(string? saved)
    {
        if (saved is null) return new XCursor();
        try
        {
            return JsonSerializer.Deserialize<XCursor>(saved, Json) is { V: Current } cursor ? cursor : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The text to save.</summary>
    public string Write() => JsonSerializer.Serialize(this, Json);
}

/// <summary>How far a request was read.</summary>
/// <param name="Since">The newest id found; null when none ever was.</param>
/// <param name="Read">Everything up to this instant was read.</param>
internal sealed record XPlace(string? Since, DateTime Read);

/// <summary>One run. What is new meanwhile is left for the next.</summary>
internal sealed record XDrain
{
    /// <summary>When it began.</summary>
    public required DateTime Started { get; init; }

    /// <summary>Mark of the request being read.</summary>
    public required string Part { get; init; }

    /// <summary>Where its pages stand; null before the first.</summary>
    public XPages? Pages { get; init; }

    /// <summary>True when the pages are read and threads are being walked.</summary>
    public bool Listed { get; init; }

    /// <summary>The walk under way; null for none.</summary>
    public XWalk? Walk { get; init; }

    /// <summary>Marks of the threads that came out short in this run.</summary>
    public IReadOnlyList<string>? Left { get; init; }
}

/// <summary>Pages of one request, newest first.</summary>
internal sealed record XPages
{
    /// <summary>Only what is newer than this id.</summary>
    public string? Since { get; init; }

    /// <summary>Only what is not older than this, where there is no such id.</summary>
    public DateTime? From { get; init; }

    /// <summary>The newest id of its first page: where the next run begins.</summary>
    public string? Newest { get; init; }

    /// <summary>Leads to the next page.</summary>
    public string? Token { get; init; }

    /// <summary>Pages read.</summary>
    public int Read { get; init; }

    /// <summary>Times that X refused the token, so that the request was begun again.</summary>
    public int Restarts { get; init; }
}

/// <summary>A thread whose walk found too little.</summary>
/// <param name="Replies">What X had counted.</param>
/// <param name="At">When it had counted so many at the latest.</param>
internal sealed record XShortfall(long Replies, DateTime At);

/// <summary>The walk of one thread.</summary>
internal sealed record XWalk
{
    /// <summary>Mark of its first post.</summary>
    public required string Mark { get; init; }

    /// <summary>Replies that X had counted before the walk began.</summary>
    public required long Replies { get; init; }

    /// <summary>Direct replies found so far.</summary>
    public long Found { get; init; }

    /// <summary>Where its pages stand.</summary>
    public XPages Pages { get; init; } = new();
}
