namespace Listening.Sources.Recorded;

/// <summary>The files of a recording, as they stood when it was looked up.</summary>
internal sealed class Recording
{
    private readonly string? _folder;

    private Recording(RecordingShape shape, string? folder, IReadOnlyList<string> files)
    {
        Shape = shape;
        _folder = folder;
        Files = files;
    }

    public RecordingShape Shape { get; }

    /// <summary>File names in the order in which they are read.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>Looks a recording up; null when nothing stands at the path.</summary>
    public static Recording? Find(string? path)
    {
        if (path is null) return new Recording(RecordingShape.Sample, null, [SampleDay.FileName]);
        var full = Path.GetFullPath(path);
        if (File.Exists(full)) return new Recording(RecordingShape.File, Path.GetDirectoryName(full), [Path.GetFileName(full)]);
        if (!Directory.Exists(full)) return null;
        var files = Directory.EnumerateFiles(full).Select(file => Path.GetFileName(file)).Where(IsRecording).ToArray();
        Array.Sort(files, StringComparer.Ordinal);
        return new Recording(RecordingShape.Folder, full, files);
    }

    /// <summary>Opens a file for reading while others may still be writing to it.</summary>
    public Stream Open(string file) =>
        _folder is null
            ? SampleDay.Open()
            : new FileStream(Path.Combine(_folder, file), new FileStreamOptions
            {
                Mode = FileMode.Open,
                Access = FileAccess.Read,
                Share = FileShare.ReadWrite | FileShare.Delete,
                BufferSize = 0,
                Options = FileOptions.SequentialScan,
            });

    /// <summary>
    /// Where reading goes on: in the cursor's file, or, when a folder no longer holds it, in the first one after it.
    /// A cursor of another recording starts this one from its beginning.
    /// </summary>
    /// <returns>The index of the file (the number of files when none is left) and the offset in it.</returns>
    public (int Index, long Offset) Locate(RecordedCursor? cursor)
    {
        if (cursor is null || cursor.Shape != Shape) return (0, 0);
        for (var index = 0; index < Files.Count; index++)
        {
            var order = string.CompareOrdinal(Files[index], cursor.File);
            if (order == 0) return (index, cursor.Offset);
            if (order > 0 || Shape == RecordingShape.File) return (index, 0);
        }

        return (Files.Count, 0);
    }

    private static bool IsRecording(string file) =>
        !file.StartsWith('.')
        && (file.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase) || file.EndsWith(".ndjson", StringComparison.OrdinalIgnoreCase));
}
