using System.Globalization;
using System.Net.WebSockets;
using Listening.Core.Sources;

namespace Listening.Sources.BlueskyStream;

/// <summary>An open stream, from which one frame is taken after the other. Nobody reads ahead: a slow reader holds the server up, and nothing piles up here.</summary>
internal sealed class StreamLink(WebSocket socket, bool isText, BlueskyStreamOptions options, TimeProvider time) : IDisposable
{
    private byte[] buffer = new byte[64 * 1024];
    private int filled;
    private bool whole;
    private long begun;
    private Task<ValueWebSocketReceiveResult>? waiting;

    /// <summary>The frame that has come and is not yet taken; its bytes are valid until then.</summary>
    public ReadOnlyMemory<byte> Frame => buffer.AsMemory(0, filled);

    /// <summary>True when nothing more will come.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Why nothing more will come, when that is not the server's ordinary right.</summary>
    public SourceFailure? Failure { get; private set; }

    /// <summary>True when the frame is of the kind that the protocol uses.</summary>
    public bool IsOfKind { get; private set; }

    /// <summary>True when something that was new has come over this connection.</summary>
    public bool WasOfUse { get; set; }

    /// <summary>Waits for a whole frame.</summary>
    /// <returns>True when <see cref="Frame"/> is one; false when none came in time or the stream is over.</returns>
    public async ValueTask<bool> WaitAsync(TimeSpan longest, CancellationToken cancellationToken)
    {
        while (!TryNext())
        {
            if (IsOver) return false;
            // Only the waiting ends when the time is up; the receiving goes on.
            if (longest > TimeSpan.Zero)
                await ((Task)waiting!).WaitAsync(longest, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
            if (waiting!.IsCompleted) continue;
            if (filled > 0 && time.GetElapsedTime(begun) > options.FrameTimeout)
                End(new SourceFailure(SourceFailureKind.Unavailable, "A frame of the stream did not come to its end in time.", null));
            return false;
        }

        return true;
    }

    /// <summary>True when a whole frame is there or can be had without waiting.</summary>
    public bool TryNext()
    {
        while (!whole)
        {
            if (IsOver) return false;
            if (waiting is { IsCompleted: false }) return false;
            if (waiting is not null)
            {
                var received = waiting;
                waiting = null;
                if (received.IsCompletedSuccessfully) Note(received.Result);
                else Break(received.Exception?.InnerException);
            }
            else if (!Receive())
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Lets the next frame come.</summary>
    public void Taken()
    {
        filled = 0;
        whole = false;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        // A polite farewell would mean waiting for the other side.
        socket.Abort();
        socket.Dispose();
        // Its end is of no interest any more, and must not count as an unobserved failure.
        _ = waiting?.ContinueWith(static ended => ended.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
    }

    // False when the stream is over.
    private bool Receive()
    {
        if (filled == buffer.Length) Array.Resize(ref buffer, (int)Math.Min(buffer.Length * 2L, options.MaximumFrameBytes + 1L));
        if (filled > options.MaximumFrameBytes)
        {
            End(new SourceFailure(SourceFailureKind.Rejected, string.Create(CultureInfo.InvariantCulture, $"A frame of the stream is larger than {options.MaximumFrameBytes} bytes."), null));
            return false;
        }

        var receiving = socket.ReceiveAsync(buffer.AsMemory(filled), CancellationToken.None);
        if (receiving.IsCompletedSuccessfully) Note(receiving.Result);
        else waiting = receiving.AsTask();
        return true;
    }

    private void Note(ValueWebSocketReceiveResult received)
    {
        if (received.MessageType == WebSocketMessageType.Close)
        {
            End(null);
            return;
        }

        if (filled == 0) begun = time.GetTimestamp();
        filled += received.Count;
        whole = received.EndOfMessage && filled <= options.MaximumFrameBytes;
        IsOfKind = received.MessageType == WebSocketMessageType.Text == isText;
    }

    private void Break(Exception? why) =>
        End(why is WebSocketException { WebSocketErrorCode: WebSocketError.InvalidMessageType or WebSocketError.HeaderError } or WebSocketException { InnerException: null, WebSocketErrorCode: WebSocketError.Faulted }
            ? new SourceFailure(SourceFailureKind.Rejected, "What the server sends is no stream of frames.", null)
            : null);

    private void End(SourceFailure? why)
    {
        IsOver = true;
        Failure = why;
        Taken();
    }
}
