using System.Security.Claims;
using Listening.Application.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;

namespace Listening.Web.Security;

/// <summary>Who is let in: nobody, anybody, whoever is signed in, whoever has one of some roles, or a program with a token.</summary>
internal sealed record AccessRule
{
    /// <summary>Everybody, signed in or not.</summary>
    public static readonly AccessRule Anyone = new() { Words = "anybody" };

    /// <summary>Whoever is signed in.</summary>
    public static readonly AccessRule SignedIn = new() { Words = "signed in" };

    /// <summary>Programs: the endpoint itself says which token it wants, and one that says nothing is closed.</summary>
    public static readonly AccessRule Program = new() { Words = "programs" };

    /// <summary>No one: the rule of what the table does not know.</summary>
    public static readonly AccessRule Nobody = new() { Words = "nobody" };

    private AccessRule()
    {
    }

    /// <summary>The roles, one of which is needed; empty when it is not about roles.</summary>
    public IReadOnlyList<StaffRole> Roles { get; private init; } = [];

    /// <summary>The rule in words, for tests and documents.</summary>
    public required string Words { get; init; }

    /// <summary>Whoever has one of the roles.</summary>
    public static AccessRule For(params StaffRole[] roles) => new() { Roles = roles, Words = string.Join(' ', roles.Select(role => role.Name())) };

    /// <summary>Whether somebody is let in.</summary>
    public bool Allows(ClaimsPrincipal user, Endpoint? endpoint)
    {
        if (this == Anyone) return true;
        if (this == Program) return endpoint?.Metadata.GetMetadata<IAuthorizeData>() is not null;
        if (this == Nobody || user.Identity?.IsAuthenticated != true) return false;
        return this == SignedIn || Roles.Any(user.Has);
    }
}
