namespace Listening.Core.Foi;

/// <summary>Welsh changes the first letter of a name behind some words: <c>Cyngor Caerdydd</c>, <c>gan Gyngor Caerdydd</c>, <c>yng Nghaerdydd</c>.</summary>
internal static class WelshMutations
{
    private static readonly (string Letters, string[] Become)[] Changes =
    [
        ("Ll", ["L"]), ("Rh", ["R"]), ("C", ["G", "Ngh", "Ch"]), ("P", ["B", "Mh", "Ph"]), ("T", ["D", "Nh", "Th"]), ("G", ["", "Ng"]), ("B", ["F", "M"]), ("D", ["Dd", "N"]), ("M", ["F"]),
    ];

    // These do not change, being what Ll and Rh are not, or names that nobody changes.
    private static readonly string[] Fixed = ["Ch", "Dd", "Th", "Ph", "Merthyr", "Torfaen", "Gwent", "Newport", "Bridgend", "Flintshire", "Denbighshire"];

    /// <summary>The name and the forms its first word may take.</summary>
    public static IEnumerable<string> Of(string name)
    {
        yield return name;
        if (Array.Exists(Fixed, start => name.StartsWith(start, StringComparison.Ordinal))) yield break;
        var change = Array.Find(Changes, change => name.StartsWith(change.Letters, StringComparison.Ordinal));
        foreach (var letters in change.Become ?? [])
        {
            var rest = name[change.Letters.Length..];
            yield return letters.Length > 0 || rest.Length == 0 ? letters + rest : char.ToUpperInvariant(rest[0]) + rest[1..];
        }
    }
}
