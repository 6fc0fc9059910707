using System.Runtime.CompilerServices;

namespace Listening.Core.Auditing;

/// <summary>An export as a file: verified alone, without the service, its database or a network.</summary>
public sealed class LogExportFile
{
    private readonly string _path;

    private LogExportFile(string path) => _path = path;

    /// <summary>The checkpoints in it.</summary>
    public IReadOnlyList<LogCheckpoint> Checkpoints { get; private set; } = [];

    /// <summary>What is wrong with the file as such; null when nothing is.</summary>
    public string? Problem { get; private set; }

    /// <summary>Reads everything but the entries, which may be too many to hold.</summary>
    public static async Task<LogExportFile> OpenAsync(string path, CancellationToken cancellationToken)
    {
        var export = new LogExportFile(path);
        var checkpoints = new List<LogCheckpoint>();
        var entries = 0L;
        var ended = false;
        await foreach (var line in export.LinesAsync(cancellationToken))
        {
            if (ended) export.Problem ??= "The export goes on after its end.";
            if (line.Span.StartsWith("{\"entry\":"u8)) entries++;
            else if (LogExportLine.IsCheckpoint(line.Span))
            {
                if (LogExportLine.ReadCheckpoint(line) is { } checkpoint) checkpoints.Add(checkpoint);
                else export.Problem ??= "A checkpoint in the export cannot be read.";
            }
            else if (line.Span.SequenceEqual(LogExportLine.End(entries, checkpoints.Count).AsSpan()[..^1])) ended = true;
            else export.Problem ??= "The export has a line that is neither entry nor checkpoint, or its end counts others than it holds.";
        }

        if (!ended) export.Problem ??= "The export was cut off: its end is missing.";
        export.Checkpoints = checkpoints;
        return export;
    }

    /// <summary>The entries, in the order of the file.</summary>
    public async IAsyncEnumerable<LogEntry> EntriesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var line in LinesAsync(cancellationToken))
        {
            if (LogExportLine.ReadEntry(line) is { } entry) yield return entry;
        }
    }

    private async IAsyncEnumerable<ReadOnlyMemory<byte>> LinesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var stream = File.OpenRead(_path);
        await foreach (var line in ByteLines.ReadAsync(stream, cancellationToken)) yield return line;
    }
}
