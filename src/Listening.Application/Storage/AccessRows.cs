using Listening.Application.Access;
using Microsoft.AspNetCore.Identity;

namespace Listening.Application.Storage;

/// <summary>A member of staff who may sign in.</summary>
public sealed class StaffAccount : IdentityUser<int>
{
    /// <summary>When the account was disabled; null when it may sign in.</summary>
    public DateTime? DisabledAt { get; set; }

    /// <summary>True when the keys of the queues do nothing for this account.</summary>
    public bool ShortcutsOff { get; set; }
}

/// <summary>A role of an account.</summary>
public sealed class AccountRoleRow
{
    public int AccountId { get; set; }

    public StaffRole Role { get; set; }
}

/// <summary>A link that signs in once. Only the hash of its token is kept.</summary>
public sealed class SignInLinkRow
{
    public int Id { get; set; }

    public required byte[] TokenHash { get; set; }

    public int AccountId { get; set; }

    public DateTime ExpiresAt { get; set; }

    public DateTime? UsedAt { get; set; }
}

/// <summary>A token by which a program uses the API. Only its hash is kept.</summary>
public sealed class ApiTokenRow
{
    public int Id { get; set; }

    public required string Name { get; set; }

    public required byte[] TokenHash { get; set; }

    /// <summary>What it may do, separated by spaces, such as <c>items:read searches:read</c>.</summary>
    public required string Scopes { get; set; }

    public required string IssuedBy { get; set; }

    public DateTime IssuedAt { get; set; }

    public DateTime ExpiresAt { get; set; }

    public DateTime? RevokedAt { get; set; }

    /// <summary>To the day; null when it was never used.</summary>
    public DateTime? LastUsedAt { get; set; }
}
