using System.ComponentModel.DataAnnotations;
using Listening.Application.Access;

namespace Listening.Host.Configuration;

/// <summary>How people sign in.</summary>
public sealed class SignInOptions
{
    /// <summary>How often one address may try to sign in within a minute.</summary>
    [Range(1, 10_000)]
    public int AttemptsPerMinute { get; set; } = 20;

    /// <summary>The organisation's OpenID Connect provider; none when not set.</summary>
    public SingleSignOnOptions? SingleSignOn { get; set; }
}

/// <summary>An OpenID Connect provider that describes itself by discovery.</summary>
public sealed class SingleSignOnOptions
{
    /// <summary>Its address, beneath which <c>.well-known/openid-configuration</c> is found; https but on loopback.</summary>
    [Required]
    public Uri Authority { get; set; } = null!;

    [Required]
    public string ClientId { get; set; } = null!;

    /// <summary>A secret.</summary>
    [Required]
    public string ClientSecret { get; set; } = null!;

    /// <summary>Claim of the ID token with roles or groups.</summary>
    public string RoleClaim { get; set; } = "roles";

    /// <summary>Which of our roles a value of that claim stands for.</summary>
    [Required]
    public Dictionary<string, string> Roles { get; set; } = null!;

    /// <summary>Claim with the name by which administrators know the account.</summary>
    public string NameClaim { get; set; } = "name";

    /// <summary>What is asked for; some providers give groups only when asked.</summary>
    public string Scope { get; set; } = "openid profile";

    /// <summary>What the button on the sign-in page says.</summary>
    public string ButtonText { get; set; } = "Sign in with your work account";

    /// <summary>The settings as the service takes them.</summary>
    internal SingleSignOnSettings ToSettings() => new()
    {
        Authority = Authority,
        ClientId = ClientId,
        ClientSecret = ClientSecret,
        RoleClaim = RoleClaim,
        NameClaim = NameClaim,
        Scope = Scope,
        ButtonText = ButtonText,
        Roles = Roles.ToDictionary(role => role.Key, role => StaffRoles.Find(role.Value)!.Value, StringComparer.Ordinal),
    };
}
