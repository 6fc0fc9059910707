namespace Listening.Application.Access;

/// <summary>The roles' names as they stand in claims, commands and settings.</summary>
public static class StaffRoles
{
    // By number, which begins with 1.
    private static readonly string[] Names = ["triage", "foi", "auditor", "search-editor", "authoriser", "administrator"];

    /// <summary>Every role in reading order.</summary>
    public static IReadOnlyList<StaffRole> All { get; } = Enum.GetValues<StaffRole>();

    /// <summary>The role's name, for example <c>search-editor</c>.</summary>
    public static string Name(this StaffRole role) => Names[(int)role - 1];

    /// <summary>The role of that name; null when there is none.</summary>
    public static StaffRole? Find(string name)
    {
        var at = Array.IndexOf(Names, name);
        return at < 0 ? null : (StaffRole)(at + 1);
    }

    /// <summary>The names, parted by commas, for sentences.</summary>
    public static string List(IReadOnlyCollection<StaffRole> roles) => roles.Count == 0 ? "none" : string.Join(", ", roles.Order().Select(role => role.Name()));
}
