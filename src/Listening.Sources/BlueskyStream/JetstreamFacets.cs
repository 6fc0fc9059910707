using System.Text.Json;

namespace Listening.Sources.BlueskyStream;

/// <summary>Reads the facets of a record (app.bsky.richtext.facet) from JSON: links, mentions and hashtags with their places in the text.</summary>
internal static class JetstreamFacets
{
    private static readonly string[] Types = ["app.bsky.richtext.facet#link", "app.bsky.richtext.facet#mention", "app.bsky.richtext.facet#tag"];

    /// <summary>Reads the value of the property on which the reader stands.</summary>
    public static void Read(ref Utf8JsonReader reader, PostRecord to)
    {
        if (!reader.Enter(JsonTokenType.StartArray)) return;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.StartObject) ReadFacet(ref reader, to);
            else reader.Skip();
        }
    }

    // The place may stand before its features or after them; they are read where it is known.
    private static void ReadFacet(ref Utf8JsonReader reader, PostRecord to)
    {
        var (start, end) = (-1, -1);
        Utf8JsonReader features = default;
        var hasFeatures = false;
        while (reader.Next())
        {
            if (reader.ValueTextEquals("index"u8))
            {
                (start, end) = Place(ref reader);
            }
            else if (reader.ValueTextEquals("features"u8))
            {
                features = reader;
                hasFeatures = true;
                reader.Pass();
            }
            else
            {
                reader.Pass();
            }
        }

        if (!hasFeatures || !features.Enter(JsonTokenType.StartArray)) return;
        while (features.Read() && features.TokenType != JsonTokenType.EndArray)
        {
            if (features.TokenType == JsonTokenType.StartObject) ReadFeature(ref features, to, start, end);
            else features.Skip();
        }
    }

    private static void ReadFeature(ref Utf8JsonReader reader, PostRecord to, int start, int end)
    {
        string? type = null, uri = null, did = null, tag = null;
        while (reader.Next())
        {
            if (reader.ValueTextEquals("$type"u8)) type = reader.Known(Types);
            else if (reader.ValueTextEquals("uri"u8)) uri = reader.Text();
            else if (reader.ValueTextEquals("did"u8)) did = reader.Text();
            else if (reader.ValueTextEquals("tag"u8)) tag = reader.Text();
            else reader.Pass();
        }

        to.AddFeature(type, uri, did, tag, start, end);
    }

    private static (int Start, int End) Place(ref Utf8JsonReader reader)
    {
        if (!reader.Enter(JsonTokenType.StartObject)) return (-1, -1);
        long? start = null, end = null;
        while (reader.Next())
        {
            if (reader.ValueTextEquals("byteStart"u8)) start = reader.Number();
            else if (reader.ValueTextEquals("byteEnd"u8)) end = reader.Number();
            else reader.Pass();
        }

        return (Bounded(start), Bounded(end));
    }

    private static int Bounded(long? place) => place is >= 0 and <= int.MaxValue ? (int)place.Value : -1;
}
