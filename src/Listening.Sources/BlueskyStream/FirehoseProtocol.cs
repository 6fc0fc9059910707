using System.Formats.Cbor;
using System.Globalization;
using Listening.Core.Sources;

namespace Listening.Sources.BlueskyStream;

/// <summary>The firehose (com.atproto.sync.subscribeRepos): a header and a body a frame, both DAG-CBOR, numbered in order by the server.</summary>
/// <remarks>A server goes on exactly behind the number that it is asked for, so nothing has to be rewound. Its numbers mean nothing to any other.</remarks>
internal sealed class FirehoseProtocol(BlueskyStreamOptions options, StreamPosts posts) : StreamProtocol
{
    private readonly FirehoseCommits commits = new(posts);
    private readonly FirehoseEvent read = new();

    public override bool IsText => false;

    public override StreamStart Begin(StreamCursor? saved, bool isFirst, string host, DateTime now) =>
        saved?.Seq is { } seq && saved.Host == host ? new StreamStart(seq, seq) : new StreamStart(null, null, Gap: !isFirst);

    public override Uri Address(long? place) => new(options.Host, place is null
        ? "/xrpc/com.atproto.sync.subscribeRepos"
        : string.Create(CultureInfo.InvariantCulture, $"/xrpc/com.atproto.sync.subscribeRepos?cursor={place}"));

    public override StreamCursor Cursor(long pages, long? place, string host) => new(StreamCursor.Version, pages, Seq: place, Host: host);

    public override FrameRead Read(ReadOnlyMemory<byte> frame, StreamPage page)
    {
        try
        {
            var reader = new CborReader(frame, CborConformanceMode.Lax, allowMultipleRootLevelValues: true);
            read.Read(reader);
        }
        catch (Exception odd) when (odd is CborContentException or InvalidOperationException or OverflowException)
        {
            return FrameRead.Garbage;
        }

        return read.Op switch
        {
            -1 => Error(read.Name),
            1 => Message(page),
            _ => FrameRead.Garbage,
        };
    }

    private FrameRead Message(StreamPage page)
    {
        if (read.Type == "#info")
        {
            // The server begins later than it was asked to.
            page.Gap |= read.Name == "OutdatedCursor";
            return FrameRead.Done;
        }

        // What other kinds of message there will be is not known; the number stands in each.
        if (read.Seq < 0) return read.Type is "#commit" or "#account" or "#identity" or "#sync" ? FrameRead.Garbage : FrameRead.Done;
        if (read.Seq <= page.Place) return FrameRead.Done;
        if (read.Type == "#commit" && read.Did is not null && page.Hides(read.Did)) return FrameRead.NextPage;
        page.Move(read.Seq);
        if (read.Type is not ("#commit" or "#account" or "#identity" or "#sync")) return FrameRead.Done;
        if (!StreamPosts.IsAccount(read.Did))
        {
            page.Malformed++;
            return FrameRead.Done;
        }

        switch (read.Type)
        {
            case "#commit":
                commits.Read(read, page);
                break;
            case "#sync":
                commits.NoteSync(read, page);
                break;
            case "#account" when read.Active == false:
                page.Hide(read.Did!);
                page.Count();
                break;
            case "#identity":
                page.Pause |= posts.Accounts.NoteIdentity(read.Did!, read.Handle);
                page.Count();
                break;
        }

        return FrameRead.Done;
    }

    private static FrameRead Error(string? name) => name switch
    {
        "FutureCursor" => new FrameRead(FrameOutcome.PlaceLost),
        "ConsumerTooSlow" => new FrameRead(FrameOutcome.Ended, new SourceFailure(
            SourceFailureKind.Unavailable, "The server ended the stream because it was read too slowly (ConsumerTooSlow); the next read goes on where it ended.", null)),
        _ => new FrameRead(FrameOutcome.Ended, new SourceFailure(
            SourceFailureKind.Unavailable, name is { Length: > 0 and <= 64 } && name.All(char.IsAsciiLetter) ? $"The server ended the stream ({name})." : "The server ended the stream.", null)),
    };
}
