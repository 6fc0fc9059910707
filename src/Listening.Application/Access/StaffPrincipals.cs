using System.Security.Claims;
using Listening.Application.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Listening.Application.Access;

/// <summary>Makes sessions: number, name, security stamp, and one claim for each role.</summary>
/// <remarks>On the scope's own connection: it may be in the middle of a change of this very account, for which another would wait.</remarks>
public sealed class StaffPrincipals(ListeningDbContext db, UserManager<StaffAccount> accounts, IOptions<IdentityOptions> options)
    : UserClaimsPrincipalFactory<StaffAccount>(accounts, options)
{
    /// <inheritdoc/>
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(StaffAccount user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        var now = await AccountState.ReadAsync(db, user.Id, CancellationToken.None);
        foreach (var role in now?.Roles ?? []) identity.AddClaim(new Claim(ClaimTypes.Role, role.Name()));
        if (now is { HasOwnSignIn: true }) identity.AddClaim(new Claim(StaffClaims.OwnSignIn, ""));
        return identity;
    }
}
