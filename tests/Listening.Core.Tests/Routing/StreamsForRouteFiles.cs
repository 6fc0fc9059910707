namespace Listening.Core.Tests.Routing;

/// <summary>The same line many times over, never all in memory.</summary>
internal sealed class EndlessPosts(byte[] line, int count) : Stream
{
    private long at;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => at; set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count1)
    {
        var left = Math.Min(count1, ((long)line.Length * count) - at);
        for (var i = 0; i < left; i++) buffer[offset + i] = line[at++ % line.Length];
        return (int)left;
    }

    public override void Flush() => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count1) => throw new NotSupportedException();
}

/// <summary>Counts what is written and keeps nothing.</summary>
internal sealed class CountingOutput : MemoryStream
{
    public int Writes { get; private set; }

    public int LargestWrite { get; private set; }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Writes++;
        LargestWrite = Math.Max(LargestWrite, buffer.Length);
        return ValueTask.CompletedTask;
    }
}
