using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace Listening.Core.Posts;

/// <summary>Reads a JSON Lines file of posts as a stream, in constant memory.</summary>
public static class PostLines
{
    /// <summary>Longest line accepted, in bytes; a longer one is reported as malformed and passed over.</summary>
    public const int LongestLine = 8 * 1024 * 1024;

    /// <summary>Reads every line that is not empty.</summary>
    /// <param name="stream">UTF-8, with or without a byte order mark; read to its end, not closed.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>For each line its number from 1 and either the post or what is wrong with it.</returns>
    public static async IAsyncEnumerable<(int Number, PostLine? Line, string? Error)> ReadAsync(
        Stream stream, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var pipe = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 256 * 1024, leaveOpen: true));
        var number = 0;
        var tooLong = false;
        while (true)
        {
            var result = await pipe.ReadAsync(cancellationToken);
            var buffer = result.Buffer;
            while (TakeLine(ref buffer, result.IsCompleted, out var line))
            {
                number++;
                if (tooLong)
                {
                    tooLong = false;
                    yield return (number, null, "the line is longer than 8 MB");
                }
                else if (!IsBlank(line))
                {
                    var (parsed, error) = Parse(line, number == 1);
                    yield return (number, parsed, error);
                }
            }

            if (buffer.Length > LongestLine)
            {
                tooLong = true;
                buffer = buffer.Slice(buffer.End);
            }

            pipe.AdvanceTo(buffer.Start, buffer.End);
            if (result.IsCompleted) break;
        }

        await pipe.CompleteAsync();
    }

    private static bool TakeLine(ref ReadOnlySequence<byte> buffer, bool last, out ReadOnlySequence<byte> line)
    {
        if (buffer.PositionOf((byte)'\n') is { } end)
        {
            line = buffer.Slice(0, end);
            buffer = buffer.Slice(buffer.GetPosition(1, end));
            return true;
        }

        line = buffer;
        if (!last || buffer.IsEmpty) return false;
        buffer = buffer.Slice(buffer.End);
        return true;
    }

    private static bool IsBlank(ReadOnlySequence<byte> line) =>
        line.Length < 64 && line.ToArray().AsSpan().Trim(" \t\r\0"u8).IsEmpty;

    private static (PostLine?, string?) Parse(ReadOnlySequence<byte> line, bool first)
    {
        var bytes = line.IsSingleSegment ? line.FirstSpan : line.ToArray();
        if (first && bytes.StartsWith("\uFEFF"u8)) bytes = bytes[3..];
        try
        {
            return (PostReader.Read(bytes), null);
        }
        catch (PostFormatException wrong)
        {
            return (null, wrong.Message);
        }
    }
}
