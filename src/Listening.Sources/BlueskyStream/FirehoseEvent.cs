using System.Formats.Cbor;

namespace Listening.Sources.BlueskyStream;

/// <summary>One frame of the firehose: what stands in its header, and of its body what any of the messages needs. One is used again and again.</summary>
internal sealed class FirehoseEvent
{
    /// <summary>1 for a message, -1 for an error.</summary>
    public long Op { get; private set; }

    public string? Type { get; private set; }

    public long Seq { get; private set; }

    public string? Did { get; private set; }

    public ReadOnlyMemory<byte> Rev { get; private set; }

    public bool? Active { get; private set; }

    public string? Handle { get; private set; }

    /// <summary>Name of an error or of an information.</summary>
    public string? Name { get; private set; }

    public DateTime? Time { get; private set; }

    /// <summary>True when the server left the records out.</summary>
    public bool IsTooBig { get; private set; }

    /// <summary>The records, as a CAR file.</summary>
    public ReadOnlyMemory<byte> Blocks { get; private set; }

    public List<FirehoseOp> Ops { get; } = [];

    /// <summary>Reads a frame.</summary>
    /// <exception cref="CborContentException">It is no CBOR.</exception>
    /// <exception cref="InvalidOperationException">It is CBOR of another shape.</exception>
    public void Read(CborReader reader)
    {
        (Op, Type, Seq, Did, Rev, Active, Handle, Name, Time, IsTooBig, Blocks) = (0, null, -1, null, default, null, null, null, null, false, default);
        Ops.Clear();
        reader.EnterMap();
        while (reader.NextKey() is { } key)
        {
            if (key.Span.SequenceEqual("op"u8)) Op = reader.Number() ?? 0;
            else if (key.Span.SequenceEqual("t"u8)) Type = reader.Text();
            else reader.SkipValue();
        }

        reader.ReadEndMap();
        reader.EnterMap();
        while (reader.NextKey() is { } key) ReadField(reader, key.Span);
        reader.ReadEndMap();
        // One frame is one message.
        if (reader.BytesRemaining > 0) throw new InvalidOperationException("Something stands behind the message.");
    }

    private void ReadField(CborReader reader, ReadOnlySpan<byte> key)
    {
        if (key.SequenceEqual("seq"u8)) Seq = reader.Number() ?? -1;
        else if (key.SequenceEqual("did"u8) || key.SequenceEqual("repo"u8)) Did = reader.Text();
        else if (key.SequenceEqual("rev"u8)) Rev = reader.TextBytes();
        else if (key.SequenceEqual("time"u8)) Time = JsonSteps.Time(reader.Text());
        else if (key.SequenceEqual("ops"u8)) ReadOps(reader);
        else if (key.SequenceEqual("blocks"u8)) Blocks = reader.Bytes();
        else if (key.SequenceEqual("tooBig"u8)) IsTooBig = reader.Flag() == true;
        else if (key.SequenceEqual("active"u8)) Active = reader.Flag();
        else if (key.SequenceEqual("handle"u8)) Handle = reader.Text();
        else if (key.SequenceEqual("name"u8) || key.SequenceEqual("error"u8)) Name = reader.Text();
        else reader.SkipValue();
    }

    private void ReadOps(CborReader reader)
    {
        if (!reader.TryEnterArray()) return;
        while (reader.PeekState() != CborReaderState.EndArray)
        {
            if (!reader.TryEnterMap()) continue;
            string? action = null, path = null;
            ReadOnlyMemory<byte> cid = default;
            while (reader.NextKey() is { } key)
            {
                if (key.Span.SequenceEqual("action"u8)) action = reader.Text();
                else if (key.Span.SequenceEqual("path"u8)) path = reader.Text();
                else if (key.Span.SequenceEqual("cid"u8)) cid = reader.Link();
                else reader.SkipValue();
            }

            reader.ReadEndMap();
            Ops.Add(new FirehoseOp(action, path, cid));
        }

        reader.ReadEndArray();
    }
}

/// <summary>What a commit did to one record.</summary>
/// <param name="Action"><c>create</c>, <c>update</c> or <c>delete</c>.</param>
/// <param name="Path">Collection and key, with a slash between.</param>
/// <param name="Cid">Content id of the record; empty when it is gone.</param>
internal readonly record struct FirehoseOp(string? Action, string? Path, ReadOnlyMemory<byte> Cid)
{
    /// <summary>The record's key when it is a post; else null.</summary>
    public string? PostKey => Path is not null && Path.StartsWith(PostRecord.Collection, StringComparison.Ordinal)
        && Path.Length > PostRecord.Collection.Length && Path[PostRecord.Collection.Length] == '/' ? Path[(PostRecord.Collection.Length + 1)..] : null;
}
