using Listening.Core.Foi;

namespace Listening.Application.Foi.Registers;

/// <summary>Sorts the names of an imported body by how far the recogniser may trust them. Registers give "bath" and "reading" as names of councils; taken as such they would be found in every second post.</summary>
internal sealed class NameSorting(AuthorityKeys keys)
{
    private const int ShortestShort = 8;
    private const int ShortestPlace = 4;
    private const int ShortestAbbreviation = 3;
    private const int MostEverydayWords = 3;

    // "Bristol UA", "ealing london boro", "city of": how lists of codes write, and nobody else.
    private static readonly string[] CodeEndings = [" ua", " ca", " boro", " of", " district", " county", " city", " borough", " authority"];

    /// <summary>The body with its names sorted.</summary>
    public RegisterBody Sort(RawBody raw, int line)
    {
        var (name, bracket) = Parted(string.Join(' ', raw.Name.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        List<string> others = [.. raw.OtherNames, .. bracket is null ? [] : new[] { bracket }];
        var entry = new Authority { Name = name, Kind = raw.Kind, Nation = raw.Nation, Region = raw.Region, HearsComplaints = raw.HearsComplaints };
        var own = keys.PlacesOf(entry);
        var sorted = new Sorted(keys.Of(name));
        var place = raw.Place is { } nice && IsPlace(nice) ? keys.PlaceIn(nice) ?? nice : null;
        if (place is not null) sorted.Places.Add(place);
        foreach (var other in others.Where(other => sorted.IsNew(keys.Of(other)))) Put(other, sorted, own, place, raw.Place);
        return new RegisterBody(raw.Code, entry with
        {
            Short = sorted.Short,
            Abbreviations = sorted.Abbreviations,
            Weak = sorted.Weak,
            Places = [.. sorted.Places.DistinctBy(keys.Of, StringComparer.Ordinal)],
            // Its capitals have to be there unless the post is about requests: "open door", "the knole academy".
            IsEverydayName = raw.Kind == AuthorityKind.Other && name.Split(' ').Length <= MostEverydayWords,
        }, raw.IsKindSure, others, line);
    }

    private void Put(string other, Sorted sorted, IReadOnlyList<string> own, string? place, string? nice)
    {
        var key = keys.Of(other);
        if (key.Length == 0 || other.AsSpan().ContainsAny("()[],;")) return;
        if (IsAbbreviation(other))
        {
            (key.Length >= ShortestAbbreviation ? sorted.Abbreviations : sorted.Weak).Add(other);
            return;
        }

        if (keys.PlaceIn(other) is { } named)
        {
            // "West Dorset District Council" says what the place and the word say; the recogniser then also sees whom else they fit.
            if (Classes(keys.PlacesOf(new Authority { Name = other })).Intersect(Classes(own), StringComparer.Ordinal).Any() && IsOther(named)) sorted.Places.Add(named);
            return;
        }

        if (CodeEndings.Any(ending => other.EndsWith(ending, StringComparison.OrdinalIgnoreCase))) return;
        if (place is not null)
        {
            if (IsOther(other)) sorted.Places.Add(other);
        }
        else if (own.Count == 0 && key.Contains(' ', StringComparison.Ordinal) && key.Length >= ShortestShort) sorted.Short.Add(other);
        else if (key.Length >= ShortestPlace && char.IsUpper(other[0])) sorted.Weak.Add(other);

        // "London" is not the City of London, and "taff" is what is left of a list whose names have commas themselves.
        bool IsOther(string name) => IsPlace(name) && (nice is null || !$" {keys.Of(nice)} ".Contains($" {keys.Of(name)} ", StringComparison.Ordinal));
    }

    private bool IsPlace(string name) => keys.Of(name) is { Length: >= ShortestPlace } && !name.AsSpan().ContainsAny("()[],;");

    private static IEnumerable<string> Classes(IReadOnlyList<string> places) => places.Select(place => place[..place.IndexOf(':', StringComparison.Ordinal)]);

    private static bool IsAbbreviation(string name) =>
        !name.Contains(' ', StringComparison.Ordinal) && !name.Any(char.IsLower) && name.Count(char.IsUpper) >= 2;

    // "Metropolitan Police Service (MPS)" is called by either.
    private static (string Name, string? Bracket) Parted(string name)
    {
        var open = name.LastIndexOf(" (", StringComparison.Ordinal);
        if (open <= 0 || name[^1] != ')') return (name, null);
        var inside = name[(open + 2)..^1];
        return IsAbbreviation(inside) ? (name[..open].TrimEnd(), inside) : (name, null);
    }

    private sealed class Sorted(string own)
    {
        private readonly HashSet<string> _seen = [own];

        public List<string> Short { get; } = [];

        public List<string> Abbreviations { get; } = [];

        public List<string> Weak { get; } = [];

        public List<string> Places { get; } = [];

        public bool IsNew(string key) => _seen.Add(key);
    }
}
