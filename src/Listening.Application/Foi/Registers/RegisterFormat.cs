namespace Listening.Application.Foi.Registers;

/// <summary>A kind of file that can be imported, known by its columns.</summary>
/// <param name="Register">The register it is from, as it is stored.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Columns">Columns that it must have; others may stand beside them in any order.</param>
/// <param name="Read">Makes a body of a row; null when the register says that the body is no more or is none that the law covers.</param>
internal sealed record RegisterFormat(string Register, string Title, IReadOnlyList<string> Columns, Func<RegisterRow, RawBody?> Read)
{
    /// <summary>All that can be imported.</summary>
    public static IReadOnlyList<RegisterFormat> All { get; } = [MySocietyFormat.Format, WhatDoTheyKnowFormat.Format, PublicBodiesFormat.Format];

    /// <summary>The format of a header row.</summary>
    /// <exception cref="RegisterFileException">None has these columns, or one stands there twice.</exception>
    public static RegisterFormat Of(IReadOnlyList<CsvCell> header)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var cell in header)
            if (!names.Add(cell.Text.Trim())) throw RegisterFileException.At(cell, $"the column \"{Shown(cell.Text)}\" stands in the header twice");
        if (All.FirstOrDefault(format => format.Columns.All(names.Contains)) is { } known) return known;
        var nearest = All.MaxBy(format => format.Columns.Count(names.Contains))!;
        var missing = nearest.Columns.Where(column => !names.Contains(column)).ToList();
        throw RegisterFileException.At(
            header[0], (missing.Count < nearest.Columns.Count ? $"this looks like {nearest.Title} without the columns {string.Join(", ", missing)}" : "these are not the columns of a known register")
            + $"; known are {string.Join(", ", All.Select(format => $"{format.Title} ({string.Join(", ", format.Columns)})"))}");
    }

    private static string Shown(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
