using System.Globalization;
using System.Text.RegularExpressions;

namespace Listening.Web.Tests;

/// <summary>Reads a table of cases: columns divided by <c> | </c>, lines beginning with # are remarks, \uXXXX stands for one UTF-16 unit.</summary>
internal static partial class CaseFile
{
    public static TheoryData<string[]> Read(string path, int columns)
    {
        var data = new TheoryData<string[]>();
        foreach (var cells in Lines(path, columns)) data.Add(cells);
        return data;
    }

    public static List<string[]> Lines(string path, int columns)
    {
        var cases = File.ReadLines(Path.Combine(AppContext.BaseDirectory, path))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split(" | "))
            .ToList();
        Assert.NotEmpty(cases);
        Assert.All(cases, cells => Assert.True(cells.Length == columns, $"{path}: expected {columns} columns in: {string.Join(" | ", cells)}"));
        return cases;
    }

    /// <summary>Turns \uXXXX into what it stands for; kept as it is in the table so that test names are readable.</summary>
    public static string Unescape(string cell) =>
        Escape().Replace(cell, match => ((char)int.Parse(match.Groups["unit"].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString());

    [GeneratedRegex(@"\\u(?<unit>[0-9A-F]{4})", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Escape();
}
