using Listening.Core.Foi;

namespace Listening.Application.Foi.Registers;

/// <summary>The known authorities by their names and places.</summary>
internal sealed class BodyIndex
{
    private readonly AuthorityKeys _keys;
    private readonly Dictionary<string, List<KnownBody>> _official = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<KnownBody>> _other = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<KnownBody>> _places = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<KnownBody>> _namedPlaces = new(StringComparer.Ordinal);

    public BodyIndex(IReadOnlyCollection<KnownBody> known, AuthorityKeys keys)
    {
        _keys = keys;
        foreach (var body in known)
        {
            var merged = body.Merged();
            foreach (var name in body.Entries.Values.Select(entry => entry.Authority.Name).Append(body.Row.Name)) Add(_official, keys.Of(name), body);
            foreach (var name in merged.Short.Concat(merged.Welsh)) Add(_other, keys.Of(name), body);
            foreach (var place in keys.PlacesOf(merged)) Add(_places, place, body);
            foreach (var place in keys.PlacesOf(merged with { Places = [] })) Add(_namedPlaces, place, body);
        }
    }

    /// <summary>Those of an official name and a kind that fits.</summary>
    public List<KnownBody> Official(string name, AuthorityKind kind) => Fitting(_official, _keys.Of(name), kind);

    /// <summary>Those that a name that means nobody else means.</summary>
    public List<KnownBody> Named(string name, AuthorityKind kind) => Fitting(_other, _keys.Of(name), kind);

    /// <summary>Those of the same kind for the same place. When the register only says that it is some council, those whose official name says so of the same place, unless one of the names speaks of a county.</summary>
    public List<KnownBody> OfPlace(RegisterBody body)
    {
        if (!KindFit.IsOneOfAPlace(body.Entry.Kind)) return [];
        if (body.IsKindSure) return [.. PlacedWith(_places, body).Where(known => known.Row.Kind == body.Entry.Kind)];
        return [.. PlacedWith(_namedPlaces, body).Where(known => KindFit.IsCouncil(known.Row.Kind) && SaysCounty(known.Row.Name) == SaysCounty(body.Entry.Name))];
    }

    /// <summary>Those whose official name it has though they are something else.</summary>
    public List<KnownBody> Namesakes(RegisterBody body) => [.. Living(_official.GetValueOrDefault(_keys.Of(body.Entry.Name)) ?? [])];

    /// <summary>Councils of its place, when the register only says that it is some council.</summary>
    public List<KnownBody> Neighbours(RegisterBody body) => body.IsKindSure || !KindFit.IsCouncil(body.Entry.Kind) ? [] : [.. PlacedWith(_places, body)];

    private IEnumerable<KnownBody> PlacedWith(Dictionary<string, List<KnownBody>> places, RegisterBody body) =>
        Living(_keys.PlacesOf(body.Entry).SelectMany(place => places.GetValueOrDefault(place) ?? []));

    private static bool SaysCounty(string name) => name.Contains("County", StringComparison.OrdinalIgnoreCase);

    // One that is gone is meant only when nobody else is.
    private static List<KnownBody> Fitting(Dictionary<string, List<KnownBody>> names, string key, AuthorityKind kind)
    {
        var fitting = (names.GetValueOrDefault(key) ?? []).Where(known => KindFit.Fits(known.Row.Kind, kind)).Distinct().ToList();
        return fitting.Exists(known => known.IsLive) ? fitting.FindAll(known => known.IsLive) : fitting;
    }

    private static IEnumerable<KnownBody> Living(IEnumerable<KnownBody> bodies) => bodies.Where(body => body.IsLive).Distinct();

    private static void Add(Dictionary<string, List<KnownBody>> names, string key, KnownBody body)
    {
        if (key.Length == 0) return;
        if (!names.TryGetValue(key, out var bodies)) names.Add(key, bodies = []);
        bodies.Add(body);
    }
}
