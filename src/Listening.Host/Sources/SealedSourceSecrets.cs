using System.Security.Cryptography;
using Listening.Application.Storage;
using Listening.Core.Sources;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Listening.Host.Sources;

/// <summary>Keeps what connectors sign in with between runs in the database, sealed with the data-protection keys.</summary>
internal sealed class SealedSourceSecrets(IDbContextFactory<ListeningDbContext> databases, IDataProtectionProvider protection) : ISourceSecrets
{
    private readonly IDataProtector _protector = protection.CreateProtector("Listening.Sources.Secret.v1");

    public async Task<byte[]?> LoadAsync(string source, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var kept = await db.Sources.Where(row => row.Name == source).Select(row => row.Session).SingleOrDefaultAsync(cancellationToken);
        if (kept is null) return null;
        try
        {
            return _protector.Unprotect(kept);
        }
        catch (CryptographicException)
        {
            // The data-protection keys are gone: signing in again is all that is needed.
            return null;
        }
    }

    public async Task SaveAsync(string source, byte[] secret, CancellationToken cancellationToken)
    {
        var kept = _protector.Protect(secret);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await db.Sources.Where(row => row.Name == source).ExecuteUpdateAsync(row => row.SetProperty(s => s.Session, kept), cancellationToken);
    }
}
