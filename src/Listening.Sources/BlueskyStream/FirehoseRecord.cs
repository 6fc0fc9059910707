using System.Formats.Cbor;

namespace Listening.Sources.BlueskyStream;

/// <summary>Reads a record from DAG-CBOR.</summary>
internal static class FirehoseRecord
{
    /// <summary>Reads a block.</summary>
    /// <exception cref="CborContentException">It is no CBOR.</exception>
    /// <exception cref="InvalidOperationException">It is no map.</exception>
    public static void Read(CborReader reader, PostRecord to)
    {
        reader.EnterMap();
        while (reader.NextKey() is { } key) ReadField(reader, key.Span, to);
        reader.ReadEndMap();
    }

    private static void ReadField(CborReader reader, ReadOnlySpan<byte> key, PostRecord to)
    {
        if (key.SequenceEqual("text"u8)) to.Text = reader.Text();
        else if (key.SequenceEqual("createdAt"u8)) to.CreatedAt = JsonSteps.Time(reader.Text());
        else if (key.SequenceEqual("$type"u8)) to.Type = reader.Text() ?? "";
        else if (key.SequenceEqual("langs"u8)) Each(reader, to, static (texts, into) => AddText(texts, into.AddLanguage));
        else if (key.SequenceEqual("tags"u8)) Each(reader, to, static (texts, into) => AddText(texts, into.AddTag));
        else if (key.SequenceEqual("facets"u8)) Each(reader, to, ReadFacet);
        else if (key.SequenceEqual("reply"u8)) ReadReply(reader, to);
        else if (key.SequenceEqual("embed"u8)) ReadEmbed(reader, to, isMedia: false);
        else if (key.SequenceEqual("labels"u8)) ReadLabels(reader, to);
        else reader.SkipValue();
    }

    private static void Each(CborReader reader, PostRecord to, Action<CborReader, PostRecord> read)
    {
        if (!reader.TryEnterArray()) return;
        while (reader.PeekState() != CborReaderState.EndArray) read(reader, to);
        reader.ReadEndArray();
    }

    private static void AddText(CborReader reader, Action<string> add)
    {
        if (reader.Text() is { } text) add(text);
    }

    // A map's keys stand in order of their length: "index" before "features".
    private static void ReadFacet(CborReader reader, PostRecord to)
    {
        if (!reader.TryEnterMap()) return;
        var (start, end) = (-1, -1);
        while (reader.NextKey() is { } key)
        {
            if (key.Span.SequenceEqual("index"u8)) (start, end) = Place(reader);
            else if (key.Span.SequenceEqual("features"u8)) ReadFeatures(reader, to, start, end);
            else reader.SkipValue();
        }

        reader.ReadEndMap();
    }

    private static void ReadFeatures(CborReader reader, PostRecord to, int start, int end)
    {
        if (!reader.TryEnterArray()) return;
        while (reader.PeekState() != CborReaderState.EndArray)
        {
            if (!reader.TryEnterMap()) continue;
            string? type = null, uri = null, did = null, tag = null;
            while (reader.NextKey() is { } key)
            {
                if (key.Span.SequenceEqual("$type"u8)) type = reader.Text();
                else if (key.Span.SequenceEqual("uri"u8)) uri = reader.Text();
                else if (key.Span.SequenceEqual("did"u8)) did = reader.Text();
                else if (key.Span.SequenceEqual("tag"u8)) tag = reader.Text();
                else reader.SkipValue();
            }

            reader.ReadEndMap();
            to.AddFeature(type, uri, did, tag, start, end);
        }

        reader.ReadEndArray();
    }

    private static (int Start, int End) Place(CborReader reader)
    {
        long? start = null, end = null;
        if (!reader.TryEnterMap()) return (-1, -1);
        while (reader.NextKey() is { } key)
        {
            if (key.Span.SequenceEqual("byteStart"u8)) start = reader.Number();
            else if (key.Span.SequenceEqual("byteEnd"u8)) end = reader.Number();
            else reader.SkipValue();
        }

        reader.ReadEndMap();
        return start is >= 0 and <= int.MaxValue && end is >= 0 and <= int.MaxValue ? ((int)start, (int)end) : (-1, -1);
    }

    private static void ReadReply(CborReader reader, PostRecord to)
    {
        if (!reader.TryEnterMap()) return;
        while (reader.NextKey() is { } key)
        {
            if (key.Span.SequenceEqual("parent"u8)) to.ReplyTo = Address(reader);
            else if (key.Span.SequenceEqual("root"u8)) to.Root = Address(reader);
            else reader.SkipValue();
        }

        reader.ReadEndMap();
    }

    // A card with a link stands in the embed itself, or beside a quoted post.
    private static void ReadEmbed(CborReader reader, PostRecord to, bool isMedia)
    {
        if (!reader.TryEnterMap()) return;
        while (reader.NextKey() is { } key)
        {
            if (key.Span.SequenceEqual("external"u8)) to.AddEmbedded(Address(reader));
            else if (!isMedia && key.Span.SequenceEqual("media"u8)) ReadEmbed(reader, to, isMedia: true);
            else reader.SkipValue();
        }

        reader.ReadEndMap();
    }

    private static void ReadLabels(CborReader reader, PostRecord to)
    {
        if (!reader.TryEnterMap()) return;
        while (reader.NextKey() is { } key)
        {
            if (key.Span.SequenceEqual("values"u8)) Each(reader, to, static (values, into) => into.AddLabel(Field(values, "val"u8)));
            else reader.SkipValue();
        }

        reader.ReadEndMap();
    }

    private static string? Address(CborReader reader) => Field(reader, "uri"u8);

    private static string? Field(CborReader reader, ReadOnlySpan<byte> name)
    {
        if (!reader.TryEnterMap()) return null;
        string? value = null;
        while (reader.NextKey() is { } key)
        {
            if (key.Span.SequenceEqual(name)) value = reader.Text();
            else reader.SkipValue();
        }

        reader.ReadEndMap();
        return value;
    }
}
