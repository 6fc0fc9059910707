using Listening.Core.Foi;

namespace Listening.Application.Foi.Registers;

/// <summary>How an authority differs from what it was, in words.</summary>
internal static class NameDifference
{
    /// <summary>For example <c>short names +a -b; places +c</c>; empty when only its name differs or nothing.</summary>
    public static string Between(Authority before, Authority after)
    {
        var parts = new List<string>();
        if (before.Kind != after.Kind) parts.Add($"kind {before.Kind.Name()} -> {after.Kind.Name()}");
        if (before.Nation != after.Nation) parts.Add($"nation {Shown(before.Nation)} -> {Shown(after.Nation)}");
        if (before.Region != after.Region) parts.Add($"region {Shown(before.Region)} -> {Shown(after.Region)}");
        Add("short names", before.Short, after.Short);
        Add("Welsh names", before.Welsh, after.Welsh);
        Add("abbreviations", before.Abbreviations, after.Abbreviations);
        Add("weak names", before.Weak, after.Weak);
        Add("accounts", before.Handles, after.Handles);
        Add("places", before.Places, after.Places);
        if (before.HearsComplaints != after.HearsComplaints) parts.Add(after.HearsComplaints ? "hears complaints" : "hears no complaints");
        if (before.IsEverydayName != after.IsEverydayName) parts.Add(after.IsEverydayName ? "an everyday name" : "no everyday name");
        return string.Join("; ", parts);

        void Add(string what, IReadOnlyList<string> old, IReadOnlyList<string> now)
        {
            string[] changes =
            [
                .. now.Except(old, StringComparer.OrdinalIgnoreCase).Select(name => $"+{name}"),
                .. old.Except(now, StringComparer.OrdinalIgnoreCase).Select(name => $"-{name}"),
            ];
            if (changes.Length > 0) parts.Add($"{what} {string.Join(" ", changes)}");
        }
    }

    private static string Shown(string text) => text.Length > 0 ? text : "unknown";
}
