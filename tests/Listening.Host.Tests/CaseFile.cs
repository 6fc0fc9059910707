namespace Listening.Host.Tests;

/// <summary>Reads a table that stands next to the tests: one case a line, columns parted by a bar between spaces.</summary>
internal static class CaseFile
{
    public static IReadOnlyDictionary<string, string[]> Read(string path, int columns)
    {
        var cases = new Dictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var (index, line) in File.ReadLines(Path.Combine(AppContext.BaseDirectory, path)).Index())
        {
            if (line.Length == 0 || line == "#" || line.StartsWith("# ", StringComparison.Ordinal)) continue;
            string[] cells = [.. line.Split(" | ").Select(cell => cell.Trim())];
            if (cells.Length != columns) throw new InvalidDataException($"{path}:{index + 1} has {cells.Length} columns instead of {columns}.");
            cases.Add($"{Path.GetFileName(path)}:{index + 1}", cells);
        }

        return cases;
    }
}
