using System.Text.Json;
using System.Text.Json.Serialization;

namespace Listening.Sources.BlueskyStream;

/// <summary>Where the reading of a stream stands. Names no post and no person.</summary>
/// <param name="V">Version of this shape.</param>
/// <param name="N">Pages given so far, so that no two pages with something in them have the same cursor.</param>
/// <param name="Us">Jetstream: time of the newest event given, in microseconds since 1970.</param>
/// <param name="Seq">Firehose: number of the last event given; null when none has come yet.</param>
/// <param name="Host">Firehose: mark of the server that counts so, since every server has numbers of its own.</param>
internal sealed record StreamCursor(int V, long N, long? Us = null, long? Seq = null, string? Host = null)
{
    /// <summary>The version that is written.</summary>
    public const int Version = 1;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Reads a saved cursor.</summary>
    /// <returns>Null when it cannot be understood.</returns>
    public static StreamCursor? Read(string saved)
    {
        try
        {
            return JsonSerializer.Deserialize<StreamCursor>(saved, Json) is { V: Version } cursor ? cursor : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The text to save.</summary>
    public string Write() => JsonSerializer.Serialize(this, Json);
}
