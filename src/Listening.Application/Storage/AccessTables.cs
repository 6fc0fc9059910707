using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Listening.Application.Storage;

internal sealed class AccountRoleTable : IEntityTypeConfiguration<AccountRoleRow>
{
    public void Configure(EntityTypeBuilder<AccountRoleRow> builder)
    {
        builder.ToTable("AccountRoles");
        builder.HasKey(role => new { role.AccountId, role.Role });
    }
}

internal sealed class SignInLinkTable : IEntityTypeConfiguration<SignInLinkRow>
{
    public void Configure(EntityTypeBuilder<SignInLinkRow> builder)
    {
        builder.ToTable("SignInLinks");
        builder.Property(link => link.TokenHash).HasMaxLength(32);
        builder.HasIndex(link => link.TokenHash).IsUnique();
    }
}

internal sealed class ApiTokenTable : IEntityTypeConfiguration<ApiTokenRow>
{
    public void Configure(EntityTypeBuilder<ApiTokenRow> builder)
    {
        builder.ToTable("ApiTokens");
        builder.Property(token => token.Name).HasMaxLength(64);
        builder.Property(token => token.TokenHash).HasMaxLength(32);
        builder.Property(token => token.Scopes).HasMaxLength(512);
        builder.Property(token => token.IssuedBy).HasMaxLength(64);
        builder.HasIndex(token => token.TokenHash).IsUnique();
    }
}
