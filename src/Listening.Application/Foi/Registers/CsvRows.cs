using System.Globalization;
using System.Text;

namespace Listening.Application.Foi.Registers;

/// <summary>Reads comma-separated values strictly: what a lenient reader would guess at is refused with line and column, because a guess here becomes an authority.</summary>
internal sealed class CsvRows(string text)
{
    /// <summary>The longest field, in UTF-16 units.</summary>
    public const int LongestField = 4000;

    private readonly StringBuilder _field = new();
    private int _at;
    private int _line = 1;
    private int _lineStart;

    private int Column => _at - _lineStart + 1;

    /// <summary>The rows; empty lines are none.</summary>
    /// <exception cref="RegisterFileException">The file is broken.</exception>
    public IEnumerable<IReadOnlyList<CsvCell>> Read()
    {
        while (_at < text.Length)
        {
            if (EndLine()) continue;
            var row = new List<CsvCell> { Cell() };
            while (_at < text.Length && text[_at] == ',')
            {
                _at++;
                row.Add(Cell());
            }

            if (_at < text.Length && !EndLine()) throw RegisterFileException.At(_line, Column, "text stands behind a closing quotation mark; expected a comma or the line's end");
            yield return row;
        }
    }

    private CsvCell Cell()
    {
        var (line, column) = (_line, Column);
        _field.Clear();
        if (_at < text.Length && text[_at] == '"') Quoted();
        else Plain();
        return new CsvCell(_field.ToString(), line, column);
    }

    private void Plain()
    {
        for (; _at < text.Length && text[_at] is not (',' or '\n') && !IsReturn(); _at++)
        {
            if (text[_at] == '"') throw RegisterFileException.At(_line, Column, "a quotation mark stands inside a field that does not begin with one");
            Take(text[_at], text[_at] == '\t');
        }
    }

    private void Quoted()
    {
        var (line, column) = (_line, Column);
        for (_at++; ; _at++)
        {
            if (_at >= text.Length) throw RegisterFileException.At(line, column, "a quotation mark opens here and is never closed");
            var letter = text[_at];
            if (letter == '"' && (_at + 1 >= text.Length || text[_at + 1] != '"')) break;
            if (letter == '"') _at++;
            Take(letter, letter is '\t' or '\r' or '\n');
            if (letter == '\n') (_line, _lineStart) = (_line + 1, _at + 1);
        }

        _at++;
    }

    private void Take(char letter, bool mayBeControl)
    {
        if (char.IsControl(letter) && !mayBeControl)
            throw RegisterFileException.At(_line, Column, string.Create(CultureInfo.InvariantCulture, $"found the control character U+{(int)letter:X4}; this is not a text file of names"));
        if (_field.Length == LongestField) throw RegisterFileException.At(_line, Column, string.Create(CultureInfo.InvariantCulture, $"a field is longer than {LongestField} characters"));
        _field.Append(letter);
    }

    private bool IsReturn() => text[_at] == '\r' && _at + 1 < text.Length && text[_at + 1] == '\n';

    private bool EndLine()
    {
        if (IsReturn()) _at++;
        if (text[_at] != '\n') return false;
        (_at, _line) = (_at + 1, _line + 1);
        _lineStart = _at;
        return true;
    }
}
