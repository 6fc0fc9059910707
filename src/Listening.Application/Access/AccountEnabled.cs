using Listening.Application.Storage;
using Microsoft.AspNetCore.Identity;

namespace Listening.Application.Access;

/// <summary>Tells Identity that a disabled account may not sign in, whichever way it comes.</summary>
internal sealed class AccountEnabled : IUserConfirmation<StaffAccount>
{
    public Task<bool> IsConfirmedAsync(UserManager<StaffAccount> manager, StaffAccount user) => Task.FromResult(user.DisabledAt is null);
}
