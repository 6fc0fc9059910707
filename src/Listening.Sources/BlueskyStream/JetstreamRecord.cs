using System.Text.Json;

namespace Listening.Sources.BlueskyStream;

/// <summary>Reads a record from JSON.</summary>
internal static class JetstreamRecord
{
    /// <summary>Reads the object that the reader has entered, to its end.</summary>
    public static void Read(ref Utf8JsonReader reader, PostRecord to)
    {
        while (reader.Next())
        {
            if (reader.ValueTextEquals("text"u8)) to.Text = reader.Text();
            else if (reader.ValueTextEquals("createdAt"u8)) to.CreatedAt = reader.Time();
            else if (reader.ValueTextEquals("$type"u8)) to.Type = Type(ref reader);
            else if (reader.ValueTextEquals("langs"u8)) ReadLanguages(ref reader, to);
            else if (reader.ValueTextEquals("facets"u8)) JetstreamFacets.Read(ref reader, to);
            else if (reader.ValueTextEquals("reply"u8)) ReadReply(ref reader, to);
            else if (reader.ValueTextEquals("embed"u8)) ReadEmbed(ref reader, to, isMedia: false);
            else if (reader.ValueTextEquals("tags"u8)) ReadTags(ref reader, to);
            else if (reader.ValueTextEquals("labels"u8)) ReadLabels(ref reader, to);
            else reader.Pass();
        }
    }

    // A type that is no string is none of ours.
    private static string? Type(ref Utf8JsonReader reader) => reader.Known(PostRecord.Collection) ?? "";

    private static void ReadLanguages(ref Utf8JsonReader reader, PostRecord to)
    {
        if (!reader.Enter(JsonTokenType.StartArray)) return;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.String && reader.ValueTextEquals("en"u8)) to.AddLanguage("en");
            else if (reader.Here() is { } tag) to.AddLanguage(tag);
        }
    }

    private static void ReadTags(ref Utf8JsonReader reader, PostRecord to)
    {
        if (!reader.Enter(JsonTokenType.StartArray)) return;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.Here() is { } tag) to.AddTag(tag);
        }
    }

    private static void ReadReply(ref Utf8JsonReader reader, PostRecord to)
    {
        if (!reader.Enter(JsonTokenType.StartObject)) return;
        while (reader.Next())
        {
            if (reader.ValueTextEquals("parent"u8)) to.ReplyTo = Address(ref reader);
            else if (reader.ValueTextEquals("root"u8)) to.Root = Address(ref reader);
            else reader.Pass();
        }
    }

    private static string? Address(ref Utf8JsonReader reader)
    {
        if (!reader.Enter(JsonTokenType.StartObject)) return null;
        string? uri = null;
        while (reader.Next())
        {
            if (reader.ValueTextEquals("uri"u8)) uri = reader.Text();
            else reader.Pass();
        }

        return uri;
    }

    // A card with a link stands in the embed itself, or beside a quoted post.
    private static void ReadEmbed(ref Utf8JsonReader reader, PostRecord to, bool isMedia)
    {
        if (!reader.Enter(JsonTokenType.StartObject)) return;
        while (reader.Next())
        {
            if (reader.ValueTextEquals("external"u8)) to.AddEmbedded(Address(ref reader));
            else if (!isMedia && reader.ValueTextEquals("media"u8)) ReadEmbed(ref reader, to, isMedia: true);
            else reader.Pass();
        }
    }

    private static void ReadLabels(ref Utf8JsonReader reader, PostRecord to)
    {
        if (!reader.Enter(JsonTokenType.StartObject)) return;
        while (reader.Next())
        {
            if (!reader.ValueTextEquals("values"u8)) reader.Pass();
            else if (reader.Enter(JsonTokenType.StartArray)) ReadValues(ref reader, to);
        }
    }

    private static void ReadValues(ref Utf8JsonReader reader, PostRecord to)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                reader.Skip();
                continue;
            }

            while (reader.Next())
            {
                if (reader.ValueTextEquals("val"u8)) to.AddLabel(reader.Text());
                else reader.Pass();
            }
        }
    }
}
