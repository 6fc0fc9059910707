namespace Listening.Application.Foi.Registers;

/// <summary>The nations as the register of authorities writes them.</summary>
internal static class Nations
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = ["England", "Scotland", "Wales", "Northern Ireland", "United Kingdom"];

    /// <summary>The nation as it is written here; empty when the text is none.</summary>
    public static string Of(string text) => All.FirstOrDefault(nation => nation.Equals(text, StringComparison.OrdinalIgnoreCase)) ?? "";
}
