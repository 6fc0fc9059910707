using Listening.Core.Sources;

namespace Listening.Sources.BlueskyStream;

/// <summary>Follows a stream: keeps the connection from page to page as long as its reader goes on where it was left, and else connects anew there.</summary>
internal sealed class StreamFollower(
    BlueskyStreamOptions options, StreamProtocol protocol, StreamSocket sockets, StreamAccounts accounts, RecentEvents recent, TimeProvider time) : IDisposable
{
    // A frame that makes no sense is passed over; a server that sends nothing else is given up.
    private const int MostGarbage = 16;
    private static readonly SourceFailure ClosedTooSoon = new(SourceFailureKind.Unavailable, "The server closed the stream before anything new came.", null);
    private StreamLink? link;
    private string? given;
    private long pages;
    private long? place, replayUntil, knownFrom;
    private bool gap;
    private SourceFailure? owed;
    private IReadOnlyList<string> hiding = [];

    /// <summary>Reads the next page.</summary>
    public async Task<SourceRead> ReadAsync(SourceRequest request, string? cursor, CancellationToken cancellationToken)
    {
        if (cursor is not null && cursor == given) hiding = [];
        if (owed is { } told && cursor == given)
        {
            owed = null;
            return new SourceRead(null, told);
        }

        var host = request.MarkOf(options.Host.Host);
        if ((link is null || cursor != given) && await ConnectAsync(cursor, host, cancellationToken) is { } failure) return new SourceRead(null, failure);

        hiding = [.. hiding.Union(accounts.TakeHidden(), StringComparer.Ordinal)];
        var page = new StreamPage(options.PageSize, place, replayUntil) { Gap = gap };
        foreach (var did in hiding) page.Hide(did);
        try
        {
            var garbage = await FillAsync(link!, page, cancellationToken);
            return Give(page, garbage, host);
        }
        catch
        {
            // What was taken was not given: the next read begins at its cursor as if it were the first.
            Disconnect();
            given = null;
            throw;
        }
    }

    /// <inheritdoc />
    public void Dispose() => link?.Dispose();

    private async Task<SourceFailure?> ConnectAsync(string? cursor, string host, CancellationToken cancellationToken)
    {
        Disconnect();
        var isKnown = cursor is not null && cursor == given;
        var saved = cursor is null ? null : StreamCursor.Read(cursor);
        var start = protocol.Begin(saved, isFirst: cursor is null, host, time.GetUtcNow().UtcDateTime);
        // Clocks differ by up to the rewind, so this may go back to before what is remembered. A post's creation must not come again while
        // its deletion counts as known.
        var isRepeat = start.Ask < start.Place && (!isKnown || start.Ask - (start.Place - start.Ask) < knownFrom);
        // What this process gave out may not have been kept: it is to be given again.
        if (!isKnown || isRepeat)
        {
            recent.Clear();
            knownFrom = start.Ask;
        }

        var (socket, failure) = await sockets.OpenAsync(protocol.Address(start.Ask), cancellationToken);
        if (socket is null) return failure;

        link = new StreamLink(socket, protocol.IsText, options, time);
        pages = saved?.N ?? 0;
        place = start.Place;
        gap = start.Gap || (isKnown && gap);
        replayUntil = isRepeat ? start.Place : null;
        owed = null;
        return null;
    }

    // Returns the frames that made no sense.
    private async Task<int> FillAsync(StreamLink from, StreamPage page, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        int garbage = 0, frames = 0;
        while (!page.IsFull && !page.Pause && garbage < MostGarbage)
        {
            var ready = from.TryNext();
            if (!ready || frames % 64 == 0)
            {
                var left = (page.Events > 0 ? options.Gather : options.Wait) - time.GetElapsedTime(began);
                if (!ready && !await from.WaitAsync(left, cancellationToken)) break;
                page.More = ready && frames > 0 && time.GetElapsedTime(began) >= options.Wait;
                if (page.More) break;
                cancellationToken.ThrowIfCancellationRequested();
            }

            var read = from.IsOfKind ? protocol.Read(from.Frame, page) : FrameRead.Garbage;
            page.More = read.Outcome == FrameOutcome.NextPage || page.Pause;
            if (read.Outcome == FrameOutcome.NextPage) break;
            from.Taken();
            frames++;
            if (read.Outcome == FrameOutcome.Garbage) garbage++;
            if (read.Outcome is FrameOutcome.Ended or FrameOutcome.PlaceLost)
            {
                if (read.Outcome == FrameOutcome.PlaceLost) page.Lose();
                owed = read.Failure;
                Disconnect();
                break;
            }
        }

        return garbage;
    }

    private SourceRead Give(StreamPage page, int garbage, string host)
    {
        if (link is not null) link.WasOfUse |= page.Events > 0;
        var isOver = link is { IsOver: true };
        if (!page.HasSomething)
        {
            if (owed is { } told)
            {
                owed = null;
                return new SourceRead(null, told);
            }

            // What was useful once may be closed at any time, and is opened again at the next read.
            var failure = garbage > 0
                ? new SourceFailure(SourceFailureKind.Rejected, "What the server sends makes no sense in this protocol. Check the host and which of the two protocols it speaks.", null)
                : isOver && (link!.Failure is not null || !link.WasOfUse)
                    ? link!.Failure ?? ClosedTooSoon
                    : null;
            if (isOver || failure is not null) Disconnect();
            if (failure is not null) return new SourceRead(null, failure);
        }
        else if (isOver)
        {
            owed = link!.Failure ?? (page.Place <= replayUntil ? ClosedTooSoon : null);
            Disconnect();
        }

        page.Malformed += garbage;
        if (page.HasSomething) pages++;
        place = page.Place;
        gap = false;
        if (place > replayUntil) replayUntil = null;
        var built = page.Build(protocol.Cursor(pages, place, host));
        given = built.Cursor;
        return SourceRead.Of(built);
    }

    private void Disconnect()
    {
        link?.Dispose();
        link = null;
    }
}
