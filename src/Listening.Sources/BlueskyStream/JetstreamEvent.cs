using System.Text.Json;

namespace Listening.Sources.BlueskyStream;

/// <summary>What an event is about.</summary>
internal enum JetstreamKind
{
    /// <summary>Something that is of no interest here.</summary>
    Other,

    /// <summary>A record was written or deleted.</summary>
    Commit,

    /// <summary>An account was closed, suspended or opened again.</summary>
    Account,

    /// <summary>An account's handle may have changed.</summary>
    Identity,
}

/// <summary>One event, read in a single pass without a tree. One is used again and again.</summary>
internal sealed class JetstreamEvent
{
    private EventKey key;

    public string? Did { get; private set; }

    /// <summary>Microseconds since 1970.</summary>
    public long At { get; private set; }

    public JetstreamKind Kind { get; private set; }

    public string? Operation { get; private set; }

    public string? Collection { get; private set; }

    public string? RecordKey { get; private set; }

    public bool HasRecord { get; private set; }

    public PostRecord Record { get; } = new();

    /// <summary>Whether the account is active; null when the event does not say.</summary>
    public bool? Active { get; private set; }

    public string? Handle { get; private set; }

    /// <summary>Tells it from every other event. Its time is no part of it: another instance gives the same event another time.</summary>
    public ulong Key => key.Value;

    /// <summary>Reads an event.</summary>
    /// <returns>False when it is none: no object, or one without a time.</returns>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public bool Read(ref Utf8JsonReader reader)
    {
        (Did, At, Kind, Operation, Collection, RecordKey, HasRecord, Active, Handle) = (null, -1, default, null, null, null, false, null, null);
        key = new EventKey();
        Record.Clear();
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return false;
        while (reader.Next())
        {
            if (reader.ValueTextEquals("did"u8)) Did = reader.Text();
            else if (reader.ValueTextEquals("time_us"u8)) At = reader.Number() ?? -1;
            else if (reader.ValueTextEquals("commit"u8)) ReadCommit(ref reader);
            else if (reader.ValueTextEquals("account"u8)) ReadAccount(ref reader, JetstreamKind.Account);
            else if (reader.ValueTextEquals("identity"u8)) ReadAccount(ref reader, JetstreamKind.Identity);
            else reader.Pass();
        }

        // One frame is one event.
        if (reader.Read()) return false;
        if (Did is not null) key.Add(Did);
        key.Add((ulong)Kind);
        return At >= 0;
    }

    private void ReadCommit(ref Utf8JsonReader reader)
    {
        if (!reader.Enter(JsonTokenType.StartObject)) return;
        Kind = JetstreamKind.Commit;
        while (reader.Next())
        {
            if (reader.ValueTextEquals("rev"u8)) AddToKey(ref reader);
            else if (reader.ValueTextEquals("operation"u8)) Operation = reader.Known("create", "delete", "update");
            else if (reader.ValueTextEquals("collection"u8)) Collection = reader.Known(PostRecord.Collection);
            else if (reader.ValueTextEquals("rkey"u8)) RecordKey = reader.Text();
            else if (reader.ValueTextEquals("record"u8)) ReadRecord(ref reader);
            else reader.Pass();
        }

        if (RecordKey is not null) key.Add(RecordKey);
        if (Operation is not null) key.Add(Operation);
    }

    private void ReadRecord(ref Utf8JsonReader reader)
    {
        if (!reader.Enter(JsonTokenType.StartObject)) return;
        HasRecord = true;
        JetstreamRecord.Read(ref reader, Record);
    }

    private void ReadAccount(ref Utf8JsonReader reader, JetstreamKind kind)
    {
        if (!reader.Enter(JsonTokenType.StartObject)) return;
        Kind = kind;
        while (reader.Next())
        {
            if (reader.ValueTextEquals("active"u8)) Active = reader.Flag();
            else if (reader.ValueTextEquals("handle"u8)) Handle = reader.Text();
            else if (reader.ValueTextEquals("seq"u8)) AddToKey(ref reader);
            else reader.Pass();
        }
    }

    private void AddToKey(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType is JsonTokenType.String or JsonTokenType.Number) key.Add(reader.ValueSpan);
        else reader.Skip();
    }
}
