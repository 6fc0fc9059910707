using System.Globalization;

namespace Listening.Application.Foi.Registers;

/// <summary>A file of a register is broken; the message says where and what was expected. Never leaves this folder: whoever asked gets the message as a refusal.</summary>
internal sealed class RegisterFileException(string message) : Exception(message)
{
    /// <summary>Broken at a place.</summary>
    public static RegisterFileException At(int line, int column, string what) =>
        new(string.Create(CultureInfo.InvariantCulture, $"Line {line}, column {column}: {what}."));

    /// <summary>Broken at a field.</summary>
    public static RegisterFileException At(CsvCell cell, string what) => At(cell.Line, cell.Column, what);
}
