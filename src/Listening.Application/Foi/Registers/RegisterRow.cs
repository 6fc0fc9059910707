using System.Globalization;

namespace Listening.Application.Foi.Registers;

/// <summary>A row of a register with its fields by their columns' names.</summary>
internal sealed class RegisterRow(IReadOnlyDictionary<string, int> columns, IReadOnlyList<CsvCell> cells)
{
    /// <summary>The longest name or code.</summary>
    public const int LongestName = 300;

    /// <summary>Line on which it begins.</summary>
    public int Line => cells[0].Line;

    /// <summary>A field without spaces around it; empty when the file has no such column.</summary>
    public string Text(string column) => columns.TryGetValue(column, out var at) ? cells[at].Text.Trim() : "";

    /// <summary>A field that names the body or is its key, and so is on no account missing.</summary>
    public string Name(string column)
    {
        var cell = cells[columns[column]];
        var name = Checked(cell, cell.Text.Trim());
        if (name.Length == 0) throw RegisterFileException.At(cell, $"the column {column} is empty here; every body needs one");
        return name;
    }

    /// <summary>The other names in a field.</summary>
    /// <param name="column">The column; none when the file has no such one.</param>
    /// <param name="separators">What stands between two; without any the field is one name.</param>
    public IReadOnlyList<string> Names(string column, params char[] separators)
    {
        if (!columns.TryGetValue(column, out var at)) return [];
        string[] names = separators.Length == 0 ? [cells[at].Text.Trim()] : cells[at].Text.Split(separators, StringSplitOptions.TrimEntries);
        return [.. names.Where(name => name.Length > 0).Select(name => Checked(cells[at], name))];
    }

    // Whoever opens the list in a spreadsheet must not run what somebody put into it.
    private static bool IsFormula(string name) => name[0] is '=' or '+' or '@' || (name[0] == '-' && name.Length > 1 && (char.IsLetter(name[1]) || name[1] == '('));

    private static string Checked(CsvCell cell, string name)
    {
        if (name.Length == 0) return name;
        if (IsFormula(name)) throw RegisterFileException.At(cell, $"a name begins with {name[0]} like a formula");
        if (name.Any(char.IsControl)) throw RegisterFileException.At(cell, "a name goes over several lines or holds a tabulator");
        return name.Length <= LongestName ? name
            : throw RegisterFileException.At(cell, string.Create(CultureInfo.InvariantCulture, $"a name is longer than {LongestName} characters"));
    }
}
