using System.Runtime.CompilerServices;
using System.Text;

namespace Listening.Sources.Mastodon;

/// <summary>An event of a stream.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Data">Its data, UTF-8.</param>
internal sealed record ServerSentEvent(string Name, byte[] Data);

/// <summary>Reads server-sent events from an answer that does not end. Signs of life and fields that say nothing here are passed over.</summary>
internal static class ServerSentEvents
{
    private const int ChunkBytes = 16 * 1024;

    /// <summary>Reads until the stream ends.</summary>
    /// <param name="stream">The answer's body.</param>
    /// <param name="largest">Largest line and event, in bytes.</param>
    /// <param name="heard">Called for whatever arrives.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="InvalidDataException">An event is larger than allowed.</exception>
    public static async IAsyncEnumerable<ServerSentEvent> ReadAsync(Stream stream, int largest, Action heard, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var chunk = new byte[ChunkBytes];
        using var line = new MemoryStream();
        using var data = new MemoryStream();
        var name = "";
        int read;
        while ((read = await stream.ReadAsync(chunk, cancellationToken)) > 0)
        {
            heard();
            for (var at = 0; at < read;)
            {
                var end = Array.IndexOf(chunk, (byte)'\n', at, read - at);
                line.Write(chunk, at, (end < 0 ? read : end) - at);
                if (line.Length > largest || data.Length > largest) throw new InvalidDataException("An event of the stream is larger than allowed.");
                if (end < 0) break;
                at = end + 1;
                var bytes = line.ToArray().AsSpan().TrimEnd((byte)'\r').ToArray();
                line.SetLength(0);
                if (bytes.Length > 0)
                {
                    name = Field(bytes, name, data);
                    continue;
                }

                if (name.Length > 0) yield return new ServerSentEvent(name, data.ToArray());
                name = "";
                data.SetLength(0);
            }
        }
    }

    private static string Field(byte[] line, string name, MemoryStream data)
    {
        if (Value(line, "event:"u8) is { } named) return named.Length > 64 ? "" : Encoding.UTF8.GetString(named);
        if (Value(line, "data:"u8) is not { } value) return name;
        if (data.Length > 0) data.WriteByte((byte)'\n');
        data.Write(value);
        return name;
    }

    private static byte[]? Value(byte[] line, ReadOnlySpan<byte> field)
    {
        if (!line.AsSpan().StartsWith(field)) return null;
        var value = line.AsSpan(field.Length);
        return (value.StartsWith(" "u8) ? value[1..] : value).ToArray();
    }
}
