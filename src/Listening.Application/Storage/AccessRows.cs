using Microsoft.AspNetCore.Identity;

namespace Listening.Application.Storage;

/// <summary>A member of staff who may sign in.</summary>
public sealed class StaffAccount : IdentityUser<int>;

/// <summary>A link that signs in once. Only the hash of its token is kept.</summary>
public sealed class SignInLinkRow
{
    public int Id { get; set; }

    public required byte[] TokenHash { get; set; }

    public int AccountId { get; set; }

    public DateTime ExpiresAt { get; set; }

    public DateTime? UsedAt { get; set; }
}
