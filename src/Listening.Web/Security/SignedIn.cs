using System.Security.Claims;

namespace Listening.Web.Security;

/// <summary>Who is signed in, as the log knows them.</summary>
internal static class SignedIn
{
    /// <summary>The account's number; never a name.</summary>
    public static string Account(this ClaimsPrincipal user) =>
        user.FindFirstValue(ClaimTypes.NameIdentifier) ?? throw new InvalidOperationException("Whoever is signed in has no account number.");
}
