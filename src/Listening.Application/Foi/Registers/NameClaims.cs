using Listening.Core.Foi;

namespace Listening.Application.Foi.Registers;

/// <summary>Who bears which name, so that an import takes none away from anybody: a name that two bear would mean neither.</summary>
internal sealed class NameClaims
{
    private readonly AuthorityKeys _keys;
    private readonly string _register;
    private readonly Dictionary<string, KnownBody?> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, KnownBody?> _places = new(StringComparer.Ordinal);
    private readonly HashSet<string> _placeNames = new(StringComparer.Ordinal);
    private readonly Dictionary<string, KnownBody?> _asked = new(StringComparer.Ordinal);

    /// <summary>Notes the names that the other registers give, and the official ones of this register.</summary>
    public NameClaims(string register, IEnumerable<KnownBody> known, IReadOnlyDictionary<RegisterBody, KnownBody> targets, AuthorityKeys keys)
    {
        (_register, _keys) = (register, keys);
        foreach (var body in known)
        {
            if (body.Without(register) is not { } others) continue;
            foreach (var name in (IEnumerable<string>)[others.Name, .. others.Welsh, .. others.Short, .. others.Abbreviations, .. others.Weak]) Claim(_names, keys.Of(name), body);
            foreach (var place in keys.PlacesOf(others)) ClaimPlace(place, body);
        }

        foreach (var (body, target) in targets)
        {
            Claim(_names, keys.Of(body.Entry.Name), target);
            foreach (var place in keys.PlacesOf(body.Entry with { Places = [] })) ClaimPlace(place, target);
        }

        foreach (var (body, target) in targets)
        {
            foreach (var name in ExtraNames(body.Entry)) Claim(_asked, keys.Of(name), target);
            foreach (var place in keys.PlacesOf(body.Entry)) Claim(_asked, place, target);
        }
    }

    /// <summary>What may be taken of a body's names.</summary>
    /// <param name="body">The body.</param>
    /// <param name="target">The authority it is.</param>
    /// <param name="refused">Is told of every name that is not taken, and who bears it; null when several ask for it.</param>
    public Authority Settle(RegisterBody body, KnownBody target, Action<string, KnownBody?> refused)
    {
        var entry = body.Entry;
        return entry with
        {
            Short = Free(entry.Short, target, refused),
            Abbreviations = Free(entry.Abbreviations, target, refused),
            Weak = Free(entry.Weak, target, refused),
            Places = PlacesOf(entry, target),
        };
    }

    /// <summary>True when a name that an authority bore before is nobody else's now.</summary>
    public bool IsFree(string name, KnownBody target) => IsFree(_names, _keys.Of(name), target);

    private List<string> Free(IEnumerable<string> names, KnownBody target, Action<string, KnownBody?> refused)
    {
        var free = new List<string>();
        foreach (var name in names)
        {
            var key = _keys.Of(name);
            if (IsFree(_names, key, target) && IsFree(_asked, key, target))
            {
                // What another register gives it as a weak name stays one.
                if (!_names.ContainsKey(key) && !_placeNames.Contains(key) && !_keys.IsTaken(name)) free.Add(name);
            }
            else refused(name, _names.GetValueOrDefault(key));
        }

        return free;
    }

    // Places that are given stand in the place of those that are read from the name, so these have to be among them.
    private IReadOnlyList<string> PlacesOf(Authority entry, KnownBody target)
    {
        if (entry.Places.Count == 0) return [];
        List<string> own = [.. Read(entry with { Places = [] }), .. target.Without(_register) is { Places: [] } others ? Read(others) : []];
        var more = entry.Places.Where(place => _keys.PlacesOf(entry with { Places = [place] }) is [var key] && IsFree(_places, key, target) && IsFree(_asked, key, target) && !own.Contains(_keys.Of(place), StringComparer.Ordinal)).ToList();
        return more.Count == 0 ? [] : [.. own.Distinct(StringComparer.Ordinal), .. more];
    }

    private IEnumerable<string> Read(Authority authority) => _keys.PlacesOf(authority).Select(NameOf);

    private static string NameOf(string place) => place[(place.IndexOf(':', StringComparison.Ordinal) + 2)..];

    private static IEnumerable<string> ExtraNames(Authority entry) => [.. entry.Short, .. entry.Abbreviations, .. entry.Weak];

    private void ClaimPlace(string place, KnownBody body)
    {
        Claim(_places, place, body);
        _placeNames.Add(NameOf(place));
    }

    private static void Claim(Dictionary<string, KnownBody?> claims, string key, KnownBody body)
    {
        if (!claims.TryAdd(key, body) && claims[key] != body) claims[key] = null;
    }

    private static bool IsFree(Dictionary<string, KnownBody?> claims, string key, KnownBody target) => !claims.TryGetValue(key, out var owner) || owner == target;
}
