using System.Security.Claims;

namespace Listening.Application.Access;

/// <summary>What came of a sign-in link: exactly one of the two is set.</summary>
/// <param name="Principal">Who is signed in.</param>
/// <param name="Refusal">Why nobody is.</param>
public sealed record SignInResult(ClaimsPrincipal? Principal, SignInRefusal? Refusal)
{
    /// <summary>The link was good and is now used up.</summary>
    public static SignInResult SignedIn(ClaimsPrincipal principal) => new(principal, null);

    /// <summary>The link signs nobody in.</summary>
    public static SignInResult Refused(SignInRefusal refusal) => new(null, refusal);
}

/// <summary>Why a sign-in link was refused.</summary>
public enum SignInRefusal
{
    /// <summary>No such link was ever given out.</summary>
    Unknown,

    /// <summary>Its time has passed.</summary>
    Expired,

    /// <summary>It has been used already.</summary>
    Used,

    /// <summary>Its account is disabled.</summary>
    Disabled,
}
