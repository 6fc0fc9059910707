using Listening.Core.Posts;

namespace Listening.Sources.Recorded;

/// <summary>What one line of a recording turned out to be.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Line">The post or deletion when <see cref="RecordedLineKind.Post"/>; else null.</param>
internal readonly record struct RecordedLine(RecordedLineKind Kind, PostLine? Line = null)
{
    /// <summary>Understands the line at which <paramref name="lines"/> stands.</summary>
    public static RecordedLine Read(RecordedLines lines)
    {
        if (lines.TooLong) return new RecordedLine(RecordedLineKind.Malformed);
        var text = lines.Current.Trim(" \t\r"u8);
        if (text.IsEmpty) return new RecordedLine(RecordedLineKind.Blank);
        try
        {
            return new RecordedLine(RecordedLineKind.Post, PostReader.Read(text));
        }
        catch (PostFormatException)
        {
            // A whole JSON object cannot be the beginning of a longer one, so a last line that is understood is
            // whole even without a line end; one that is not understood may still be being written.
            return new RecordedLine(lines.Complete ? RecordedLineKind.Malformed : RecordedLineKind.Unfinished);
        }
    }
}

/// <summary>Kinds of line.</summary>
internal enum RecordedLineKind
{
    /// <summary>A post or the deletion of one.</summary>
    Post,

    /// <summary>Nothing but white space.</summary>
    Blank,

    /// <summary>Not a post.</summary>
    Malformed,

    /// <summary>Not a post yet: the last line of the file, without a line end.</summary>
    Unfinished,
}
