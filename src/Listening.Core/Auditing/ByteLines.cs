using System.Runtime.CompilerServices;

namespace Listening.Core.Auditing;

/// <summary>Reads a stream's lines as bytes.</summary>
internal static class ByteLines
{
    /// <summary>No line of a log is longer; a longer one is given in pieces, which nobody understands.</summary>
    private const int Longest = 64 * 1024 * 1024;

    /// <summary>The lines without their ends; each is good until the next is read.</summary>
    public static async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(Stream stream, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var buffer = new byte[256 * 1024];
        var (start, end) = (0, 0);
        while (true)
        {
            var length = buffer.AsSpan(start, end - start).IndexOf((byte)'\n');
            if (length < 0 && end - start >= Longest) length = end - start - 1;
            if (length >= 0)
            {
                yield return buffer.AsMemory(start, length);
                start += length + 1;
                continue;
            }

            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
            if (end == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
            var read = await stream.ReadAsync(buffer.AsMemory(end), cancellationToken);
            if (read == 0) break;
            end += read;
        }

        if (end > 0) yield return buffer.AsMemory(0, end);
    }
}
