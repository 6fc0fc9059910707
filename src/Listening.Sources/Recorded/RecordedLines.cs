using System.Buffers;
using Listening.Core.Posts;

namespace Listening.Sources.Recorded;

/// <summary>Walks over the lines of a stream from a byte offset, without a task or a copy per line.</summary>
internal sealed class RecordedLines : IAsyncDisposable
{
    private const int FirstBuffer = 256 * 1024;
    private readonly Stream _stream;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(FirstBuffer);
    private long _bufferOffset;
    private int _start;
    private int _length;
    private int _next;
    private int _filled;
    private bool _ended;

    public RecordedLines(Stream stream, long offset)
    {
        _stream = stream;
        stream.Position = offset;
        _bufferOffset = offset;
    }

    /// <summary>The line, without its line end and without a byte order mark; empty when <see cref="TooLong"/>. Good until the next move.</summary>
    public ReadOnlySpan<byte> Current
    {
        get
        {
            var line = _buffer.AsSpan(_start, _length);
            return _bufferOffset + _start == 0 && line.StartsWith("\uFEFF"u8) ? line[3..] : line;
        }
    }

    /// <summary>Offset in the stream of what comes after the line.</summary>
    public long End => _bufferOffset + _next;

    /// <summary>False for a last line without a line end, which may still be growing.</summary>
    public bool Complete { get; private set; }

    /// <summary>True when the line is longer than <see cref="PostLines.LongestLine"/>.</summary>
    public bool TooLong { get; private set; }

    /// <summary>Moves to the next line; false at the end of the stream.</summary>
    public ValueTask<bool> MoveNextAsync(CancellationToken cancellationToken)
    {
        TooLong = false;
        return TakeLine(_next) ? new ValueTask<bool>(true) : FillAndTakeAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        // Cleared, because the pool would keep what people wrote in memory for longer than it is needed.
        ArrayPool<byte>.Shared.Return(_buffer, clearArray: true);
        _buffer = [];
        await _stream.DisposeAsync();
    }

    private bool TakeLine(int searchFrom)
    {
        var lineEnd = _buffer.AsSpan(searchFrom, _filled - searchFrom).IndexOf((byte)'\n');
        if (lineEnd < 0) return false;
        Set(_next, searchFrom + lineEnd - _next, searchFrom + lineEnd + 1, complete: true);
        return true;
    }

    private async ValueTask<bool> FillAndTakeAsync(CancellationToken cancellationToken)
    {
        while (!_ended)
        {
            MakeRoom();
            var searched = _filled;
            var read = await _stream.ReadAsync(_buffer.AsMemory(_filled), cancellationToken);
            _ended = read == 0;
            _filled += read;
            if (TakeLine(searched)) return true;
        }

        if (_filled == _next && !TooLong) return false;
        Set(_next, _filled - _next, _filled, complete: false);
        return true;
    }

    private void Set(int start, int length, int next, bool complete)
    {
        TooLong |= length > PostLines.LongestLine;
        (_start, _length, _next, Complete) = (start, TooLong ? 0 : length, next, complete);
    }

    private void MakeRoom()
    {
        var kept = _filled - _next;
        if (kept > PostLines.LongestLine)
        {
            // Too long to be a post: its bytes are dropped here and its end is looked for in what follows.
            TooLong = true;
            _next = _filled;
            kept = 0;
        }

        var target = kept > _buffer.Length / 2 ? ArrayPool<byte>.Shared.Rent(_buffer.Length * 2) : _buffer;
        _buffer.AsSpan(_next, kept).CopyTo(target);
        _bufferOffset += _next;
        (_next, _filled) = (0, kept);
        if (ReferenceEquals(target, _buffer)) return;
        ArrayPool<byte>.Shared.Return(_buffer, clearArray: true);
        _buffer = target;
    }
}
