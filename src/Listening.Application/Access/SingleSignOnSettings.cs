namespace Listening.Application.Access;

/// <summary>Single sign-on at the organisation's OpenID Connect provider.</summary>
public sealed record SingleSignOnSettings
{
    /// <summary>The provider: discovery is asked for beneath it.</summary>
    public required Uri Authority { get; init; }

    /// <summary>This service's name there.</summary>
    public required string ClientId { get; init; }

    /// <summary>A secret.</summary>
    public required string ClientSecret { get; init; }

    /// <summary>Which of our roles each value of the role claim stands for.</summary>
    public required IReadOnlyDictionary<string, StaffRole> Roles { get; init; }

    /// <summary>Claim of the ID token with the roles or groups.</summary>
    public string RoleClaim { get; init; } = "roles";

    /// <summary>Claim with the name by which administrators know the account.</summary>
    public string NameClaim { get; init; } = "name";

    /// <summary>What is asked for.</summary>
    public string Scope { get; init; } = "openid profile";

    /// <summary>What the button on the sign-in page says.</summary>
    public string ButtonText { get; init; } = "Sign in with your work account";
}

/// <summary>What the provider says about somebody, in a token that holds.</summary>
/// <param name="Issuer">The provider.</param>
/// <param name="Subject">The person there; unique within the provider and never given to another.</param>
/// <param name="Name">A name; null when the token has none.</param>
/// <param name="Roles">The values of the role claim.</param>
public sealed record SingleSignOnClaims(string Issuer, string Subject, string? Name, IReadOnlyList<string> Roles);

/// <summary>Why somebody is not let in whom the provider vouches for.</summary>
public enum SingleSignOnRefusal
{
    /// <summary>None of their roles is one of ours.</summary>
    NoRole,

    /// <summary>Their account is disabled here.</summary>
    Disabled,
}
