using System.Globalization;
using Listening.Core.Foi;

namespace Listening.Application.Foi.Registers;

/// <summary>A file of a register, read and found whole.</summary>
public sealed class RegisterFile
{
    /// <summary>The most rows.</summary>
    public const int MostRows = 200_000;

    private RegisterFile(string register, string digest, IReadOnlyList<RegisterBody> bodies, int leftOut) =>
        (Register, Digest, Bodies, LeftOut) = (register, digest, bodies, leftOut);

    /// <summary>Whose register it is, as it is stored.</summary>
    public string Register { get; }

    /// <summary>SHA-256 of the file, in small hexadecimal letters.</summary>
    public string Digest { get; }

    /// <summary>Rows of bodies that are no more, or that the law does not reach.</summary>
    public int LeftOut { get; }

    /// <summary>Bodies in the file.</summary>
    public int Count => Bodies.Count;

    internal IReadOnlyList<RegisterBody> Bodies { get; }

    /// <summary>Reads a file of one of the known formats.</summary>
    /// <returns>The file; or why it cannot be imported, with line and column where it is broken.</returns>
    public static async Task<(RegisterFile? File, string? Refusal)> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        try
        {
            return (Read(await RegisterText.ReadAsync(stream, cancellationToken), cancellationToken), null);
        }
        catch (RegisterFileException broken)
        {
            return (null, broken.Message);
        }
    }

    /// <summary>The register that ships, as if it were a file: its names were chosen by people and are taken as they are.</summary>
    internal static RegisterFile Of(AuthorityRegister shipped) =>
        new(AuthorityNames.Shipped, "", [.. shipped.Authorities.Select(authority => new RegisterBody(authority.Name, authority, IsKindSure: true, authority.Short, 0))], 0);

    private static RegisterFile Read(RegisterText text, CancellationToken cancellationToken)
    {
        using var rows = new CsvRows(text.Text).Read().GetEnumerator();
        if (!rows.MoveNext()) throw new RegisterFileException("The file is empty.");
        var header = rows.Current;
        var format = RegisterFormat.Of(header);
        var columns = header.Select((cell, at) => (Name: cell.Text.Trim(), at)).ToDictionary(column => column.Name, column => column.at, StringComparer.Ordinal);
        // Some databases hold keys that differ in case alone for one.
        var (bodies, lines, leftOut) = (new List<(RawBody Raw, int Line)>(), new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase), 0);
        while (rows.MoveNext())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var cells = rows.Current;
            if (bodies.Count + leftOut == MostRows) throw RegisterFileException.At(cells[0], string.Create(CultureInfo.InvariantCulture, $"the file has more than {MostRows} rows, so it is no register"));
            if (cells.Count != header.Count) throw RegisterFileException.At(cells[Math.Min(cells.Count, header.Count) - 1], $"the row has {Number(cells.Count)} fields; expected {Number(header.Count)} as in the header");
            if (format.Read(new RegisterRow(columns, cells)) is not { } raw)
            {
                leftOut++;
                continue;
            }

            if (!lines.TryAdd(raw.Code, cells[0].Line)) throw RegisterFileException.At(cells[0], $"the code \"{raw.Code}\" stands on line {Number(lines[raw.Code])} already");
            bodies.Add((raw, cells[0].Line));
        }

        if (bodies.Count == 0) throw new RegisterFileException("The file holds no authority.");
        var sorting = new NameSorting(new AuthorityKeys());
        return new RegisterFile(format.Register, text.Digest, [.. bodies.Select(body => sorting.Sort(body.Raw, body.Line))], leftOut);
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
