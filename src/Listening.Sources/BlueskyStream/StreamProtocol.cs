using Listening.Core.Sources;

namespace Listening.Sources.BlueskyStream;

/// <summary>One of the two ways in which the network tells what happens.</summary>
internal abstract class StreamProtocol
{
    /// <summary>True when frames are text, false when they are binary; a frame of the other kind is garbage.</summary>
    public abstract bool IsText { get; }

    /// <summary>Where to begin.</summary>
    /// <param name="saved">The saved cursor; null when there is none or it cannot be understood.</param>
    /// <param name="isFirst">True when nothing was ever saved, so that nothing can have been missed.</param>
    /// <param name="host">Mark of the server.</param>
    /// <param name="now">The present time, UTC.</param>
    public abstract StreamStart Begin(StreamCursor? saved, bool isFirst, string host, DateTime now);

    /// <summary>What to connect to.</summary>
    /// <param name="place">The place to ask for; null for whatever comes next.</param>
    public abstract Uri Address(long? place);

    /// <summary>The cursor of a place.</summary>
    public abstract StreamCursor Cursor(long pages, long? place, string host);

    /// <summary>Puts what a frame says into a page, all of it or nothing.</summary>
    public abstract FrameRead Read(ReadOnlyMemory<byte> frame, StreamPage page);
}

/// <summary>Where a connection begins.</summary>
/// <param name="Place">The place up to which everything was given; null when unknown.</param>
/// <param name="Ask">The place that the server is asked for; null for whatever comes next.</param>
/// <param name="Gap">True when something may have been missed.</param>
internal sealed record StreamStart(long? Place, long? Ask, bool Gap = false);

/// <summary>What became of a frame.</summary>
internal enum FrameOutcome
{
    /// <summary>It was read, whether or not it held anything for us.</summary>
    Read,

    /// <summary>It makes no sense in this protocol.</summary>
    Garbage,

    /// <summary>It belongs on the next page; nothing of it was taken.</summary>
    NextPage,

    /// <summary>The server says that it ends the stream.</summary>
    Ended,

    /// <summary>The server says that our place is none of its own: only what comes next can be had.</summary>
    PlaceLost,
}

/// <summary>What became of a frame, and why.</summary>
internal readonly record struct FrameRead(FrameOutcome Outcome, SourceFailure? Failure = null)
{
    public static FrameRead Done => new(FrameOutcome.Read);

    public static FrameRead Garbage => new(FrameOutcome.Garbage);

    public static FrameRead NextPage => new(FrameOutcome.NextPage);
}
