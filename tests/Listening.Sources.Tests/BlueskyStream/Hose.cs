using System.Formats.Cbor;
using System.Security.Cryptography;

namespace Listening.Sources.Tests.BlueskyStream;

/// <summary>Frames of the firehose about invented people.</summary>
internal static class Hose
{
    /// <summary>One operation of a commit: a record to write, or null to delete.</summary>
    internal sealed record Op(string Key, byte[]? Record, string Action = "create", string Collection = "app.bsky.feed.post");

    public static Op Write(string key, string text, string action = "create", string? label = null) => new(key, Record(text, label), action);

    public static Op Delete(string key) => new(key, null, "delete");

    public static byte[] Commit(long seq, string did, params Op[] ops) => Commit(seq, did, ops, tooBig: false, harm: null);

    /// <summary>A commit; <paramref name="harm"/> may spoil its blocks.</summary>
    public static byte[] Commit(long seq, string did, Op[] ops, bool tooBig, Func<byte[], byte[]>? harm) => Frame("#commit", body =>
    {
        body.WriteStartMap(8);
        Text(body, "rev", $"rev{seq}");
        Number(body, "seq", seq);
        Text(body, "repo", did);
        Text(body, "time", "2026-03-02T12:00:30.000Z");
        body.WriteTextString("ops");
        body.WriteStartArray(ops.Length);
        foreach (var op in ops) WriteOp(body, op);
        body.WriteEndArray();
        body.WriteTextString("blocks");
        var car = Car(ops);
        body.WriteByteString(harm?.Invoke(car) ?? car);
        body.WriteTextString("tooBig");
        body.WriteBoolean(tooBig);
        body.WriteTextString("commit");
        WriteLink(body, Cid([1]));
        body.WriteEndMap();
    });

    public static byte[] Account(long seq, string did, bool active) => Frame("#account", body =>
    {
        body.WriteStartMap(4);
        Number(body, "seq", seq);
        Text(body, "did", did);
        Text(body, "status", "deleted");
        body.WriteTextString("active");
        body.WriteBoolean(active);
        body.WriteEndMap();
    });

    public static byte[] Named(string type, long seq, string did, params (string Name, string Value)[] more) => Frame(type, body =>
    {
        body.WriteStartMap(2 + more.Length);
        Number(body, "seq", seq);
        Text(body, "did", did);
        foreach (var (name, value) in more) Text(body, name, value);
        body.WriteEndMap();
    });

    public static byte[] Info(string name) => Frame("#info", body => OneText(body, "name", name));

    public static byte[] Error(string name) => Frame(null, body => OneText(body, "error", name));

    private static void OneText(CborWriter body, string name, string value)
    {
        body.WriteStartMap(1);
        Text(body, name, value);
        body.WriteEndMap();
    }

    private static byte[] Frame(string? type, Action<CborWriter> write)
    {
        var frame = new CborWriter(CborConformanceMode.Lax, allowMultipleRootLevelValues: true);
        frame.WriteStartMap(type is null ? 1 : 2);
        Number(frame, "op", type is null ? -1 : 1);
        if (type is not null) Text(frame, "t", type);
        frame.WriteEndMap();
        write(frame);
        return frame.Encode();
    }

    private static void WriteOp(CborWriter to, Op op)
    {
        to.WriteStartMap(3);
        to.WriteTextString("cid");
        if (op.Record is null) to.WriteNull();
        else WriteLink(to, Cid(op.Record));
        Text(to, "path", $"{op.Collection}/{op.Key}");
        Text(to, "action", op.Action);
        to.WriteEndMap();
    }

    private static byte[] Record(string text, string? label)
    {
        var record = new CborWriter(CborConformanceMode.Lax);
        record.WriteStartMap(label is null ? 5 : 6);
        Text(record, "text", text);
        Text(record, "$type", "app.bsky.feed.post");
        Text(record, "createdAt", "2026-03-02T12:00:00.000Z");
        record.WriteTextString("langs");
        record.WriteStartArray(1);
        record.WriteTextString("en");
        record.WriteEndArray();
        record.WriteTextString("facets");
        record.WriteStartArray(1);
        record.WriteStartMap(2);
        record.WriteTextString("index");
        record.WriteStartMap(2);
        Number(record, "byteEnd", 3);
        Number(record, "byteStart", 0);
        record.WriteEndMap();
        record.WriteTextString("features");
        record.WriteStartArray(1);
        record.WriteStartMap(2);
        Text(record, "uri", "https://example.org/a");
        Text(record, "$type", "app.bsky.richtext.facet#link");
        record.WriteEndMap();
        record.WriteEndArray();
        record.WriteEndMap();
        record.WriteEndArray();
        if (label is not null) WriteLabel(record, label);
        record.WriteEndMap();
        return record.Encode();
    }

    private static void WriteLabel(CborWriter record, string label)
    {
        record.WriteTextString("labels");
        record.WriteStartMap(1);
        record.WriteTextString("values");
        record.WriteStartArray(1);
        OneText(record, "val", label);
        record.WriteEndArray();
        record.WriteEndMap();
    }

    private static byte[] Car(Op[] ops)
    {
        using var car = new MemoryStream();
        var header = new CborWriter(CborConformanceMode.Lax);
        header.WriteStartMap(2);
        header.WriteTextString("roots");
        header.WriteStartArray(0);
        header.WriteEndArray();
        Number(header, "version", 1);
        header.WriteEndMap();
        Section(car, header.Encode(), []);
        // A block of something else stands before the records.
        Section(car, Cid([2]), [2]);
        foreach (var record in ops.Select(op => op.Record).OfType<byte[]>()) Section(car, Cid(record), record);
        return car.ToArray();
    }

    private static void Section(MemoryStream car, byte[] first, byte[] second)
    {
        var length = (uint)(first.Length + second.Length);
        for (; length >= 0x80; length >>= 7) car.WriteByte((byte)(length | 0x80));
        car.WriteByte((byte)length);
        car.Write(first);
        car.Write(second);
    }

    private static byte[] Cid(byte[] block) => [0x01, 0x71, 0x12, 0x20, .. SHA256.HashData(block)];

    private static void WriteLink(CborWriter to, byte[] cid)
    {
        to.WriteTag((CborTag)42);
        to.WriteByteString([0, .. cid]);
    }

    private static void Text(CborWriter to, string name, string value)
    {
        to.WriteTextString(name);
        to.WriteTextString(value);
    }

    private static void Number(CborWriter to, string name, long value)
    {
        to.WriteTextString(name);
        to.WriteInt64(value);
    }
}
