using System.Globalization;
using System.Security.Claims;
using Listening.Application.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Listening.Application.Access;

/// <summary>Holds a session against its account, so that it ends with the account's right to have one. Asked on every request: one read by key.</summary>
public sealed class SessionCheck(
    IDbContextFactory<ListeningDbContext> databases, IUserClaimsPrincipalFactory<StaffAccount> principals, IOptions<IdentityOptions> options)
{
    /// <summary>Whether a session goes on.</summary>
    /// <returns>With <see cref="SessionVerdict.Renewed"/>, what the session is from now on.</returns>
    public async Task<(SessionVerdict Verdict, ClaimsPrincipal? Renewed)> CheckAsync(ClaimsPrincipal session, CancellationToken cancellationToken)
    {
        if (!int.TryParse(session.FindFirstValue(ClaimTypes.NameIdentifier), NumberStyles.None, CultureInfo.InvariantCulture, out var account))
            return (SessionVerdict.Over, null);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var now = await AccountState.ReadAsync(db, account, cancellationToken);
        var stamp = session.FindFirstValue(options.Value.ClaimsIdentity.SecurityStampClaimType);
        if (now is null or { Disabled: true } || !string.Equals(now.Stamp, stamp, StringComparison.Ordinal)) return (SessionVerdict.Over, null);
        var same = now.Roles.SequenceEqual(session.Roles().Order()) && now.HasOwnSignIn == session.HasClaim(StaffClaims.OwnSignIn, "");
        if (same) return (SessionVerdict.GoesOn, null);
        return (SessionVerdict.Renewed, await principals.CreateAsync(await db.Users.SingleAsync(user => user.Id == account, cancellationToken)));
    }
}

/// <summary>What becomes of a session.</summary>
public enum SessionVerdict
{
    /// <summary>Nothing has changed.</summary>
    GoesOn,

    /// <summary>It goes on with other roles.</summary>
    Renewed,

    /// <summary>It is over: the account is disabled or gone, or its password or codes were changed.</summary>
    Over,
}
