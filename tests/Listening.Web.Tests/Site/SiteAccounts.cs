using System.Security.Claims;
using Listening.Application.Access;
using Listening.Application.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Listening.Web.Tests.Site;

/// <summary>The accounts of a site's visitors: real rows, because every request is held against them.</summary>
internal static class SiteAccounts
{
    /// <summary>Makes the account when it is not there. Without any role named it has all of them.</summary>
    public static async Task EnsureAsync(this TestSite site, int account, params StaffRole[] roles)
    {
        await using var db = await site.Get<IDbContextFactory<ListeningDbContext>>().CreateDbContextAsync();
        if (await db.Users.AnyAsync(user => user.Id == account)) return;
        // A name that no page may show.
        var name = $"Sentinel Quillfeather {account}";
        db.Add(new StaffAccount { Id = account, UserName = name, NormalizedUserName = name.ToUpperInvariant(), SecurityStamp = $"stamp-{account}" });
        db.AddRange((roles.Length == 0 ? StaffRoles.All : roles).Select(role => new AccountRoleRow { AccountId = account, Role = role }));
        await db.SaveChangesAsync();
    }

    /// <summary>The session of an account, as signing in makes it.</summary>
    public static async Task<ClaimsPrincipal> SessionOfAsync(this TestSite site, int account)
    {
        await using var scope = site.Get<IServiceScopeFactory>().CreateAsyncScope();
        var user = await scope.ServiceProvider.GetRequiredService<UserManager<StaffAccount>>().FindByIdAsync($"{account}");
        return await scope.ServiceProvider.GetRequiredService<IUserClaimsPrincipalFactory<StaffAccount>>().CreateAsync(user!);
    }
}
