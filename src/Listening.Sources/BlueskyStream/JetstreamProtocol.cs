using System.Globalization;
using System.Text.Json;

namespace Listening.Sources.BlueskyStream;

/// <summary>Jetstream: one JSON object a frame, placed by the microsecond. An event may come twice, and after a reconnection does.</summary>
internal sealed class JetstreamProtocol(BlueskyStreamOptions options, StreamPosts posts, RecentEvents recent) : StreamProtocol
{
    // Clocks differ by seconds; a cursor further ahead than this is of another time.
    private const long MostAhead = 300_000_000;
    private static readonly JsonReaderOptions Limits = new() { MaxDepth = 64 };
    private readonly JetstreamEvent read = new();

    public override bool IsText => true;

    public override StreamStart Begin(StreamCursor? saved, bool isFirst, string host, DateTime now)
    {
        var present = Microseconds(now);
        if (saved?.Us is not { } us || us < 0 || us > present + MostAhead) return new StreamStart(present, present, Gap: !isFirst);
        return new StreamStart(us, Math.Max(0, us - Microseconds(options.Rewind)), Gap: present - us > Microseconds(options.LookBack));
    }

    public override Uri Address(long? place) => new(options.Host, string.Create(
        CultureInfo.InvariantCulture,
        $"/subscribe?wantedCollections={PostRecord.Collection}&maxMessageSizeBytes={options.MaximumFrameBytes}&cursor={place}"));

    public override StreamCursor Cursor(long pages, long? place, string host) => new(StreamCursor.Version, pages, Us: place);

    public override FrameRead Read(ReadOnlyMemory<byte> frame, StreamPage page)
    {
        try
        {
            var reader = new Utf8JsonReader(frame.Span, Limits);
            if (!read.Read(ref reader)) return FrameRead.Garbage;
        }
        catch (JsonException)
        {
            return FrameRead.Garbage;
        }

        if (read.Did is not { } did || !StreamPosts.IsAccount(did)) return Malformed(page);
        // Nothing of a post may stand on the page that hides its author: that page's hiding is applied last.
        if (read.Kind == JetstreamKind.Commit && page.Hides(did)) return FrameRead.NextPage;
        page.Move(read.At);
        if (read.Kind == JetstreamKind.Other || !recent.Note(read.At, read.Key)) return FrameRead.Done;
        switch (read.Kind)
        {
            case JetstreamKind.Commit:
                Commit(did, page);
                break;
            case JetstreamKind.Account when read.Active == false:
                page.Hide(did);
                page.Count();
                break;
            case JetstreamKind.Identity:
                page.Pause |= posts.Accounts.NoteIdentity(did, read.Handle);
                page.Count();
                break;
        }

        return FrameRead.Done;
    }

    private void Commit(string did, StreamPage page)
    {
        if (read.Collection != PostRecord.Collection) return;
        page.Count();
        var isWrite = read.Operation is "create" or "update";
        if (StreamPosts.IdOf(did, read.RecordKey ?? "") is not { } id || !(isWrite || read.Operation == "delete") || (isWrite && !(read.HasRecord && read.Record.IsPost)))
            page.Malformed++;
        else if (!isWrite || read.Record.Withheld)
            page.Remove(id);
        else if (!posts.Accounts.IsWithheld(did))
            page.Add(posts.Make(id, did, read.RecordKey!, read.Record, Instant(read.At)));
    }

    // Its time is known, so the reading goes on behind it.
    private FrameRead Malformed(StreamPage page)
    {
        page.Move(read.At);
        page.Malformed++;
        return FrameRead.Done;
    }

    private static long Microseconds(DateTime time) => Microseconds(time - DateTime.UnixEpoch);

    private static long Microseconds(TimeSpan span) => span.Ticks / TimeSpan.TicksPerMicrosecond;

    private static DateTime Instant(long us) =>
        DateTime.UnixEpoch.AddTicks(Math.Clamp(us, 0, (DateTime.MaxValue - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond) * TimeSpan.TicksPerMicrosecond);
}
