namespace Listening.Application.Foi.Registers;

/// <summary>A field of a file with the place where it begins.</summary>
/// <param name="Text">What it holds, without quotation marks.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">In UTF-16 units, from 1.</param>
internal readonly record struct CsvCell(string Text, int Line, int Column);
