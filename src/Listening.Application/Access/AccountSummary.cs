namespace Listening.Application.Access;

/// <summary>An account as administrators see it.</summary>
/// <param name="Id">Its number, which stands for it everywhere else.</param>
/// <param name="Name">Its name; shown to administrators alone.</param>
/// <param name="DisabledAt">When it was disabled; null when it may sign in.</param>
/// <param name="Roles">Its roles in reading order.</param>
/// <param name="Passkeys">How many passkeys it has.</param>
/// <param name="HasCodes">Whether it signs in by password and code.</param>
/// <param name="HasSingleSignOn">Whether it comes by single sign-on.</param>
public sealed record AccountSummary(
    int Id, string Name, DateTime? DisabledAt, IReadOnlyList<StaffRole> Roles, int Passkeys, bool HasCodes, bool HasSingleSignOn);

/// <summary>What came of a change of an account: exactly one of the two is set.</summary>
/// <param name="Account">The account's number.</param>
/// <param name="Refusal">Why nothing was changed, in a sentence.</param>
public sealed record AccountResult(int? Account, string? Refusal)
{
    /// <summary>It was done.</summary>
    public static AccountResult Done(int account) => new(account, null);

    /// <summary>It was refused.</summary>
    public static AccountResult Refused(string why) => new(null, why);
}

/// <summary>What came of asking for a link: exactly one of the two is set.</summary>
/// <param name="Token">The token; only the one who is shown it now ever has it.</param>
/// <param name="Refusal">Why there is none, in a sentence.</param>
public sealed record LinkResult(string? Token, string? Refusal);
