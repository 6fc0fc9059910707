using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Listening.Core.Auditing;

/// <summary>Reads what is needed of an entry in canonical form.</summary>
public static class LogEntryJson
{
    /// <summary>Member that holds the entry's place.</summary>
    public const string Index = "index";

    /// <summary>Member that holds the entry's time.</summary>
    public const string At = "at";

    /// <summary>Member that says that the entry is earlier than the one before.</summary>
    public const string ClockBack = "clockBack";

    /// <summary>The entry with its place and time; unreadable when it lacks them.</summary>
    public static LogEntry Read(ReadOnlyMemory<byte> json, ReadOnlyMemory<byte> leafHash)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var entry = document.RootElement;
            return new LogEntry
            {
                Index = entry.GetProperty(Index).GetInt64(),
                At = ReadTime(entry.GetProperty(At)),
                ClockBack = entry.TryGetProperty(ClockBack, out var back) ? back.GetInt64() : null,
                Json = json,
                LeafHash = leafHash,
            };
        }
        catch (Exception wrong) when (wrong is JsonException or FormatException or InvalidOperationException or KeyNotFoundException)
        {
            return new LogEntry { Index = -1, Unreadable = "it is not an entry's JSON with a place and a time" };
        }
    }

    /// <summary>Reads a time as <see cref="CanonicalJson.Time"/> writes it.</summary>
    /// <exception cref="FormatException">It is written otherwise.</exception>
    public static DateTime ReadTime(JsonElement time) => DateTime.ParseExact(
        time.GetString() ?? "", LogTime.Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    /// <summary>The entry's canonical form as it would be at another place; null when it has no place.</summary>
    public static byte[]? AtPlace(ReadOnlySpan<byte> json, long index)
    {
        // A quotation mark inside a text is escaped, so this cannot be part of one.
        var name = "\"index\":"u8;
        var start = json.IndexOf(name) + name.Length;
        if (start < name.Length) return null;
        var digits = json[start..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return digits < 1 ? null : [.. json[..start], .. Encoding.ASCII.GetBytes(index.ToString(CultureInfo.InvariantCulture)), .. json[(start + digits)..]];
    }
}
