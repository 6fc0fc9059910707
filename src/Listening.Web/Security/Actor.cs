using System.Globalization;
using System.Security.Claims;
using Listening.Application.Auditing;

namespace Listening.Web.Security;

/// <summary>Who does something on a page.</summary>
internal static class Actor
{
    /// <summary>The signed-in account's number; its name goes nowhere.</summary>
    public static string Account(this ClaimsPrincipal user) =>
        user.FindFirstValue(ClaimTypes.NameIdentifier) ?? throw new InvalidOperationException("The session names no account.");

    /// <summary>The same as a number.</summary>
    public static int AccountNumber(this ClaimsPrincipal user) => int.Parse(user.Account(), CultureInfo.InvariantCulture);

    /// <summary>What the signed-in account does, when and why.</summary>
    public static OperationContext Does(this ClaimsPrincipal user, DateTime at, string reason) => new(user.Account(), at, reason);
}
