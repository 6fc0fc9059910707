using System.Security.Cryptography;
using System.Text.Json;
using Listening.Application.Storage;
using Listening.Sources.Bluesky;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Listening.Host.Sources;

/// <summary>Keeps Bluesky sessions in the database, sealed with the data-protection keys.</summary>
internal sealed class SealedBlueskySessions(IDbContextFactory<ListeningDbContext> databases, IDataProtectionProvider protection) : IBlueskySessionStore
{
    private readonly IDataProtector _protector = protection.CreateProtector("Listening.Bluesky.Session.v1");

    public async Task<BlueskySession?> LoadAsync(string source, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var sealedSession = await db.Sources.Where(row => row.Name == source).Select(row => row.Session).SingleOrDefaultAsync(cancellationToken);
        if (sealedSession is null) return null;
        try
        {
            return JsonSerializer.Deserialize<BlueskySession>(_protector.Unprotect(sealedSession));
        }
        catch (CryptographicException)
        {
            // The data-protection keys are gone: signing in again is all that is needed.
            return null;
        }
    }

    public async Task SaveAsync(string source, BlueskySession session, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var sealedSession = _protector.Protect(JsonSerializer.SerializeToUtf8Bytes(session));
        await db.Sources.Where(row => row.Name == source)
            .ExecuteUpdateAsync(row => row.SetProperty(s => s.Session, sealedSession), cancellationToken);
    }
}
