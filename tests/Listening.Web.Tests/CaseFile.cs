using System.Globalization;
using System.Text.RegularExpressions;

namespace Listening.Web.Tests;

/// <summary>Reads a table of cases: columns divided by <c> | </c>, lines beginning with # are remarks, \uXXXX stands for one UTF-16 unit.</summary>
internal static partial class CaseFile
{
    public static TheoryData<string[]> Read(string path, int columns)
    {
        var data = new TheoryData<string[]>();
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, path)))
        {
            if (line.Length == 0 || line[0] == '#') continue;
            var cells = line.Split(" | ");
            Assert.True(cells.Length == columns, $"{path}: expected {columns} columns in: {line}");
            data.Add(cells);
        }

        Assert.NotEmpty(data);
        return data;
    }

    /// <summary>Turns \uXXXX into what it stands for; kept as it is in the table so that test names are readable.</summary>
    public static string Unescape(string cell) =>
        Escape().Replace(cell, match => ((char)int.Parse(match.Groups[1].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString());

    [GeneratedRegex(@"\\u([0-9A-F]{4})", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Escape();
}
