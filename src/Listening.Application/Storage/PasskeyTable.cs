using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Listening.Application.Storage;

/// <summary>
/// Identity's table of passkeys. Identity maps it only when the options that made the context hold its settings, which the
/// migration tool and the commands have no reason to give; overriding the context's own SchemaVersion changes nothing.
/// </summary>
internal sealed class PasskeyTable : IEntityTypeConfiguration<IdentityUserPasskey<int>>
{
    public void Configure(EntityTypeBuilder<IdentityUserPasskey<int>> builder)
    {
        builder.ToTable("AspNetUserPasskeys");
        builder.HasKey(passkey => passkey.CredentialId);
        // The longest that WebAuthn allows.
        builder.Property(passkey => passkey.CredentialId).HasMaxLength(1023);
        builder.OwnsOne(passkey => passkey.Data).ToJson();
        builder.HasOne<StaffAccount>().WithMany().HasForeignKey(passkey => passkey.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}
