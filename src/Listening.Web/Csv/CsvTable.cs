using CsvHelper;

namespace Listening.Web.Csv;

/// <summary>Writes rows as comma-separated values that spreadsheet programs read as plain text.</summary>
internal static class CsvTable
{
    // Every field is quoted, so that no text can end its own cell; the mark at the beginning says that it is UTF-8.
    private static readonly CsvWriterOptions Options = new() { Quoting = CsvQuoting.Always, WriteByteOrderMark = true };

    /// <summary>Writes headings and rows; rows that come slowly are sent as they come.</summary>
    public static async Task WriteAsync(
        Stream stream, IReadOnlyList<string> headings, IAsyncEnumerable<IReadOnlyList<string>> rows, CancellationToken cancellationToken)
    {
        await using var csv = CsvWriter.Create(stream, Options, leaveOpen: true);
        await csv.WriteRecordAsync(Safe(headings), cancellationToken);
        await foreach (var row in rows.WithCancellation(cancellationToken)) await csv.WriteRecordAsync(Safe(row), cancellationToken);
        await csv.FlushAsync(cancellationToken);
    }

    private static string[] Safe(IReadOnlyList<string> cells) => [.. cells.Select(CsvText.Safe)];
}
