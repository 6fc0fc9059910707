using Listening.Application.Access;

namespace Listening.Web.Pages.Users;

/// <summary>The roles to choose from, as they stand in a form.</summary>
/// <param name="Chosen">Those that are ticked.</param>
/// <param name="Error">What is wrong with the choice; null when nothing is.</param>
public sealed record RoleChoice(IReadOnlyList<StaffRole> Chosen, string? Error)
{
    /// <summary>The roles of these names; what is no role is passed over, because no form of ours sends it.</summary>
    public static IReadOnlyList<StaffRole> Read(IEnumerable<string>? names) =>
        [.. (names ?? []).Select(StaffRoles.Find).OfType<StaffRole>().Distinct()];
}
