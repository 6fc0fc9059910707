using System.Globalization;
using System.Text.RegularExpressions;

namespace Listening.Core.Tests.Querying;

/// <summary>Reads a behaviour table: one case a line, columns parted by a bar between spaces.</summary>
internal static partial class CaseFile
{
    public static IEnumerable<(string Place, string[] Columns)> Read(string folder, string file)
    {
        var path = Path.Combine(AppContext.BaseDirectory, folder, "Cases", file);
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            if (line.Trim().Length == 0 || line == "#" || line.StartsWith("# ", StringComparison.Ordinal)) continue;
            yield return ($"{file}:{number}", [.. line.Split(" | ").Select(column => Unescape(column.Trim()))]);
        }
    }

    public static string Unescape(string column) => Escape().Replace(column, match => match.Value switch
    {
        "\\n" => "\n",
        "\\t" => "\t",
        var unit => ((char)int.Parse(unit.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString(),
    });

    [GeneratedRegex(@"\\(n|t|u[0-9A-Fa-f]{4})", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Escape();
}
