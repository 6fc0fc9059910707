namespace Listening.Core.Foi;

/// <summary>Reads a register's text: headers <c>[kind; nation; region]</c>, and below them an authority a line, <c>Name | field: value; value | …</c>. Lines that begin with # are remarks.</summary>
internal sealed class AuthorityFile(string file)
{
    private static readonly string[] Nations = ["England", "Scotland", "Wales", "Northern Ireland", "United Kingdom"];
    private readonly List<Authority> authorities = [];
    private Authority? header;

    /// <summary>Reads to the end.</summary>
    /// <exception cref="AuthorityFormatException">With file, line and column.</exception>
    public static IReadOnlyList<Authority> Read(string file, TextReader text)
    {
        var reading = new AuthorityFile(file);
        for (var number = 1; text.ReadLine() is { } line; number++)
        {
            if (line.Length == 0 || line[0] == '#') continue;
            if (line[0] == '[') reading.header = reading.Header(line, number);
            else reading.authorities.Add(reading.Line(line, number));
        }

        return reading.authorities;
    }

    private Authority Header(string line, int number)
    {
        if (line[^1] != ']') throw Wrong(number, line.Length, "a header is not closed; expected ]");
        var parts = line[1..^1].Split("; ");
        if (AuthorityKinds.Find(parts[0]) is not { } kind)
            throw Wrong(number, 2, $"found the kind \"{parts[0]}\", expected one of {string.Join(", ", AuthorityKinds.Names)}");
        var nation = parts.Length > 1 ? parts[1] : "";
        if (!Nations.Contains(nation))
            throw Wrong(number, parts[0].Length + 4, $"found the nation \"{nation}\", expected one of {string.Join(", ", Nations)}");
        if (parts.Length > 3) throw Wrong(number, line.LastIndexOf("; ", StringComparison.Ordinal) + 3, "expected no more than kind, nation and region");
        return new Authority { Name = "", Kind = kind, Nation = nation, Region = parts.Length > 2 ? parts[2] : "" };
    }

    private Authority Line(string line, int number)
    {
        if (header is null) throw Wrong(number, 1, "an authority stands before the first header; expected [kind; nation]");
        var parts = line.Split(" | ");
        if (parts[0].Trim() != parts[0] || parts[0].Length == 0) throw Wrong(number, 1, "a name is empty or has spaces around it");
        var authority = header with { Name = parts[0] };
        var seen = new HashSet<string>();
        var column = 1;
        foreach (var part in parts[1..])
        {
            column = line.IndexOf(" | " + part, column - 1, StringComparison.Ordinal) + 4;
            var colon = part.IndexOf(": ", StringComparison.Ordinal);
            var field = colon < 0 ? part : part[..colon];
            var values = colon < 0 ? [] : part[(colon + 2)..].Split("; ");
            if (values.Length == 0 || values.Any(value => value.Trim() != value || value.Length == 0))
                throw Wrong(number, column, $"found \"{part}\", expected a field, a colon and values parted by \"; \"");
            if (!seen.Add(field)) throw Wrong(number, column, $"the field \"{field}\" stands here twice");
            authority = With(authority, field, values)
                ?? throw Wrong(number, column, $"found \"{part}\", expected welsh, short, abbr, weak, handle, place, role: regulator or common: yes");
        }

        return authority;
    }

    private static Authority? With(Authority authority, string field, string[] values) => field switch
    {
        "welsh" => authority with { Welsh = values },
        "short" => authority with { Short = values },
        "abbr" => authority with { Abbreviations = values },
        "weak" => authority with { Weak = values },
        "handle" => authority with { Handles = values },
        "place" => authority with { Places = values },
        "role" when values is ["regulator"] => authority with { HearsComplaints = true },
        "common" when values is ["yes"] => authority with { IsEverydayName = true },
        _ => null,
    };

    private AuthorityFormatException Wrong(int line, int column, string what) =>
        new(FormattableString.Invariant($"{file}, line {line}, column {column}: {what}."));
}
