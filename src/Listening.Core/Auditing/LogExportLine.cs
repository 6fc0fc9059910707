using System.Globalization;
using System.Text;

namespace Listening.Core.Auditing;

/// <summary>
/// The lines of an export: <c>{"entry":{…},"hash":"…"}</c> for each entry, then <c>{"checkpoint":{…}}</c> for each checkpoint,
/// then one <c>{"end":{"checkpoints":M,"entries":N}}</c> without which the export was cut off.
/// </summary>
public static class LogExportLine
{
    private const int HashDigits = MerkleHash.Size * 2;

    private static ReadOnlySpan<byte> EntryStart => "{\"entry\":"u8;

    private static ReadOnlySpan<byte> HashStart => ",\"hash\":\""u8;

    private static ReadOnlySpan<byte> HashEnd => "\"}"u8;

    private static ReadOnlySpan<byte> CheckpointStart => "{\"checkpoint\":"u8;

    /// <summary>Writes an entry's line.</summary>
    public static void Write(Stream output, in LogEntry entry)
    {
        output.Write(EntryStart);
        output.Write(entry.Json.Span);
        output.Write(HashStart);
        Span<byte> digits = stackalloc byte[HashDigits];
        Convert.TryToHexStringLower(entry.LeafHash.Span, digits, out _);
        output.Write(digits);
        output.Write(HashEnd);
        output.WriteByte((byte)'\n');
    }

    /// <summary>Writes a checkpoint's line.</summary>
    public static void Write(Stream output, LogCheckpoint checkpoint)
    {
        output.Write(CheckpointStart);
        output.Write(checkpoint.ToJson());
        output.Write("}\n"u8);
    }

    /// <summary>Writes the last line.</summary>
    public static void WriteEnd(Stream output, long entries, int checkpoints) => output.Write(End(entries, checkpoints));

    /// <summary>The last line of an export of so many entries and checkpoints.</summary>
    public static byte[] End(long entries, int checkpoints) => Encoding.ASCII.GetBytes(string.Create(
        CultureInfo.InvariantCulture, $"{{\"end\":{{\"checkpoints\":{checkpoints},\"entries\":{entries}}}}}\n"));

    /// <summary>Reads an entry's line; null when it is another line.</summary>
    public static LogEntry? ReadEntry(ReadOnlyMemory<byte> line)
    {
        if (!line.Span.StartsWith(EntryStart)) return null;
        var tail = HashStart.Length + HashDigits + HashEnd.Length;
        var hash = new byte[MerkleHash.Size];
        if (line.Length < EntryStart.Length + tail || !line.Span[^tail..].StartsWith(HashStart) || !line.Span.EndsWith(HashEnd)
            || Convert.FromHexString(line.Span[^(HashDigits + HashEnd.Length)..^HashEnd.Length], hash, out _, out _) != System.Buffers.OperationStatus.Done)
        {
            return new LogEntry { Index = -1, Unreadable = "its line does not end with a hash" };
        }

        return LogEntryJson.Read(line[EntryStart.Length..^tail], hash);
    }

    /// <summary>Whether it is a checkpoint's line.</summary>
    public static bool IsCheckpoint(ReadOnlySpan<byte> line) => line.StartsWith(CheckpointStart);

    /// <summary>Reads a checkpoint's line; null when it is broken.</summary>
    public static LogCheckpoint? ReadCheckpoint(ReadOnlyMemory<byte> line) =>
        line.Length > CheckpointStart.Length ? LogCheckpoint.Read(line[CheckpointStart.Length..^1]) : null;
}
