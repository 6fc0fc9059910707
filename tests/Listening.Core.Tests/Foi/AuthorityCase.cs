using Listening.Core.Foi;
using Listening.Core.Posts;
using Listening.Core.Tests.Querying;

namespace Listening.Core.Tests.Foi;

/// <summary>A labelled post: the authorities a person says it is about, and what the recogniser makes of it.</summary>
internal sealed record AuthorityCase(string Place, IReadOnlyList<string> Expected, IReadOnlyList<string> Possible, string Text)
{
    public AuthorityFindings Findings { get; } = AuthorityRecogniser.Default.Find(new Post { Id = Place, Text = Text });

    public IReadOnlyList<string> Found => [.. Findings.Authorities.Select(found => found.Authority.Name)];

    public IEnumerable<string> Missed => Expected.Except(Found);

    public IEnumerable<string> Wrong => Found.Except(Expected);

    public bool IsRight => !Missed.Any() && !Wrong.Any() && Possible.All(each => Findings.Possible.Any(possible => possible.Name == each));

    public string Miss => $"{Place}: missed [{string.Join("; ", Missed)}] wrong [{string.Join("; ", Wrong)}] possible [{string.Join("; ", Findings.Possible.Select(each => each.Name))}]: {Text}\n    {string.Join("\n    ", Findings.Reasons)}";

    /// <summary>Reads a table: official names (- for nobody, ? before one that is only possible), then the text.</summary>
    public static IReadOnlyList<AuthorityCase> ReadTable(string file)
    {
        var known = AuthorityRegister.Default.Authorities.Select(authority => authority.Name).ToHashSet();
        var cases = new List<AuthorityCase>();
        foreach (var (place, columns) in CaseFile.Read("Foi", file))
        {
            string[] names = columns[0] == "-" ? [] : columns[0].Split("; ");
            foreach (var name in names)
                if (!known.Contains(name.TrimStart('?'))) throw new InvalidDataException($"{place}: no authority {name}");
            cases.Add(new AuthorityCase(place, [.. names.Where(name => name[0] != '?')], [.. names.Where(name => name[0] == '?').Select(name => name[1..])], string.Join(" | ", columns[1..])));
        }

        return cases;
    }
}
