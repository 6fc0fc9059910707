namespace Listening.Web.Csv;

/// <summary>Keeps spreadsheet programs from taking somebody's text for a formula.</summary>
public static class CsvText
{
    // A new line begins a formula in some programs like a return does, and so do the wide forms of the signs.
    private const string Beginnings = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    /// <summary>The text as it may stand in a cell: one that begins like a formula gets an apostrophe before it.</summary>
    public static string Safe(string text) => text.Length > 0 && Beginnings.Contains(text[0], StringComparison.Ordinal) ? "'" + text : text;
}
