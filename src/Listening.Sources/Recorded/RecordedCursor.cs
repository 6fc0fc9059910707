using System.Globalization;

namespace Listening.Sources.Recorded;

/// <summary>The place in a recording: where the next line starts and, for a paced one, how far the playing is.</summary>
/// <param name="Shape">What is being read; a place in one shape of recording means nothing in another.</param>
/// <param name="File">Name of the file without its folder.</param>
/// <param name="Offset">Bytes before the next line.</param>
/// <param name="Playing">How far the playing is; null while nothing was played or under <see cref="RecordedPace.AtOnce"/>.</param>
internal sealed record RecordedCursor(RecordingShape Shape, string File, long Offset, PlayingState? Playing)
{
    private const string Version = "recorded-1";

    /// <summary>Reads a saved cursor; null when it was not written by <see cref="ToString"/>.</summary>
    public static RecordedCursor? Parse(string text)
    {
        // The file's name stands last and may hold anything but a line end, separators included.
        var parts = text.Split(';', 7);
        if (parts.Length != 7 || parts[0] != Version) return null;
        if (!Enum.TryParse<RecordingShape>(parts[1], out var shape)) return null;
        if (!long.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var offset)) return null;
        if (parts[3].Length == 0) return new RecordedCursor(shape, parts[6], offset, null);
        return Time(parts[3]) is { } started && Time(parts[4]) is { } origin && Time(parts[5]) is { } reached
            ? new RecordedCursor(shape, parts[6], offset, new PlayingState(started, origin, reached))
            : null;
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Version};{Shape};{Offset};{Playing?.Started:O};{Playing?.Origin:O};{Playing?.Reached:O};{File}");

    private static DateTime? Time(string text) =>
        DateTime.TryParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var time)
        && time.Kind == DateTimeKind.Utc ? time : null;
}

/// <summary>How far the playing of a recording is.</summary>
/// <param name="Started">When playing began, UTC.</param>
/// <param name="Origin">The recorded time that was played at <paramref name="Started"/>.</param>
/// <param name="Reached">The latest recorded time that was played.</param>
internal sealed record PlayingState(DateTime Started, DateTime Origin, DateTime Reached);

/// <summary>What a recording consists of.</summary>
internal enum RecordingShape
{
    /// <summary>The embedded sample day.</summary>
    Sample,

    /// <summary>One file.</summary>
    File,

    /// <summary>The files of a folder.</summary>
    Folder,
}
