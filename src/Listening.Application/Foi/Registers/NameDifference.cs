using Listening.Core.Foi;

namespace Listening.Application.Foi.Registers;

/// <summary>How an authority differs from what it was, in words.</summary>
internal static class NameDifference
{
    /// <summary>For example <c>short names +a -b; places +c</c>; empty when only its name differs or nothing.</summary>
    public static string Between(Authority before, Authority after, AuthorityKeys keys)
    {
        var parts = new List<string>();
        if (before.Kind != after.Kind) parts.Add($"kind {before.Kind.Name()} -> {after.Kind.Name()}");
        if (before.Nation != after.Nation) parts.Add($"nation {Shown(before.Nation)} -> {Shown(after.Nation)}");
        if (before.Region != after.Region) parts.Add($"region {Shown(before.Region)} -> {Shown(after.Region)}");
        Add("short names", [before.Name, .. before.Short], [after.Name, .. after.Short], keys.Of);
        Add("Welsh names", before.Welsh, after.Welsh, keys.Of);
        Add("abbreviations", before.Abbreviations, after.Abbreviations, keys.Of);
        Add("weak names", before.Weak, after.Weak, keys.Of);
        Add("accounts", before.Handles, after.Handles, name => name.ToUpperInvariant());
        Add("places", Places(before, keys), Places(after, keys), name => name);
        if (before.HearsComplaints != after.HearsComplaints) parts.Add(after.HearsComplaints ? "hears complaints" : "hears no complaints");
        if (before.IsEverydayName != after.IsEverydayName) parts.Add(after.IsEverydayName ? "an everyday name" : "no everyday name");
        return string.Join("; ", parts);

        // Only what the recogniser can tell apart is a change worth reading.
        void Add(string what, IReadOnlyList<string> old, IReadOnlyList<string> now, Func<string, string> key)
        {
            string[] changes =
            [
                .. now.ExceptBy(old.Select(key), key, StringComparer.Ordinal).Select(name => $"+{name}"),
                .. old.ExceptBy(now.Select(key), key, StringComparer.Ordinal).Select(name => $"-{name}"),
            ];
            if (changes.Length > 0) parts.Add($"{what} {string.Join(" ", changes)}");
        }
    }

    private static List<string> Places(Authority authority, AuthorityKeys keys) => [.. keys.PlacesOf(authority).Select(place => place[(place.IndexOf(':', StringComparison.Ordinal) + 2)..])];

    private static string Shown(string text) => text.Length > 0 ? text : "unknown";
}
