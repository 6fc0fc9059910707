using System.Security.Claims;
using Listening.Core.Triage;

namespace Listening.Application.Access;

/// <summary>What a session says about who it belongs to.</summary>
public static class StaffClaims
{
    /// <summary>There when the account has a way of its own to sign in: a passkey, a password with codes, or single sign-on.</summary>
    public const string OwnSignIn = "own-sign-in";

    /// <summary>The roles.</summary>
    public static IEnumerable<StaffRole> Roles(this ClaimsPrincipal user) =>
        user.FindAll(ClaimTypes.Role).Select(claim => StaffRoles.Find(claim.Value)).OfType<StaffRole>();

    /// <summary>Whether somebody has a role.</summary>
    public static bool Has(this ClaimsPrincipal user, StaffRole role) => user.HasClaim(ClaimTypes.Role, role.Name());

    /// <summary>The queues somebody sees, in reading order.</summary>
    public static IReadOnlyList<TriageQueue> Queues(this ClaimsPrincipal user) => QueueAccess.Of(user.Roles());

    /// <summary>Whether somebody sees a queue and its items.</summary>
    public static bool May(this ClaimsPrincipal user, TriageQueue queue) => user.Roles().Any(role => QueueAccess.Of(role).Contains(queue));
}
