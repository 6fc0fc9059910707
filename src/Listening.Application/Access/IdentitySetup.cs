using Listening.Application.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Listening.Application.Access;

/// <summary>How the framework's accounts, passkeys, passwords and codes are used here.</summary>
internal static class IdentitySetup
{
    /// <summary>Wrong tries after which an account is locked for a while.</summary>
    public const int MostWrongTries = 5;

    /// <summary>How long it is locked.</summary>
    public static readonly TimeSpan Locked = TimeSpan.FromMinutes(15);

    public static void AddIdentity(this IServiceCollection services)
    {
        services.AddScoped<IUserConfirmation<StaffAccount>, AccountEnabled>();
        services.AddIdentityCore<StaffAccount>(Configure)
            .AddSignInManager()
            .AddEntityFrameworkStores<ListeningDbContext>()
            .AddTokenProvider<AuthenticatorTokenProvider<StaffAccount>>(TokenOptions.DefaultAuthenticatorProvider)
            .AddClaimsPrincipalFactory<StaffPrincipals>();
        services.Configure<IdentityPasskeyOptions>(options =>
        {
            // The person is known by the passkey alone, so it has to be one the device finds by itself and unlocks.
            options.ResidentKeyRequirement = "required";
            options.UserVerificationRequirement = "required";
        });
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
    }

    private static void Configure(IdentityOptions options)
    {
        options.Lockout.MaxFailedAccessAttempts = MostWrongTries;
        options.Lockout.DefaultLockoutTimeSpan = Locked;
        // Names of staff are written as they are: with spaces, apostrophes and letters of every script.
        options.User.AllowedUserNameCharacters = "";
        // For Identity an account is "confirmed" while it is not disabled.
        options.SignIn.RequireConfirmedAccount = true;
        // What a password has to be is said by PasswordRule alone.
        options.Password.RequiredLength = PasswordRule.Shortest;
        options.Password.RequiredUniqueChars = 1;
        options.Password.RequireDigit = options.Password.RequireLowercase = options.Password.RequireUppercase = options.Password.RequireNonAlphanumeric = false;
    }
}
