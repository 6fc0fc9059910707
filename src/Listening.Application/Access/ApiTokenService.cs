using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Listening.Application.Auditing;
using Listening.Application.Storage;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Access;

/// <summary>Issues, finds and revokes the tokens by which programs use the API. The database holds only their hashes.</summary>
public sealed class ApiTokenService(IDbContextFactory<ListeningDbContext> databases, TimeProvider time)
{
    /// <summary>What every token begins with, so that one that was published by mistake is recognised.</summary>
    public const string Prefix = "lst_";

    /// <summary>The longest life of a token.</summary>
    public const int MostDays = 366;

    private const int TokenBytes = 32;
    private const int LongestScopes = 512;

    /// <summary>Issues a token.</summary>
    /// <returns>The token, which only the one who is shown it now ever has; or why there is none.</returns>
    public async Task<ApiTokenResult> IssueAsync(ApiTokenDraft draft, OperationContext operation, CancellationToken cancellationToken)
    {
        string[] scopes = [.. draft.Scopes.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (RefusalOf(draft, scopes) is { } refusal) return ApiTokenResult.Refused(refusal.Field, refusal.Why);
        var token = Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenBytes));
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var row = new ApiTokenRow
        {
            Name = draft.Name,
            TokenHash = HashOf(token),
            Scopes = string.Join(' ', scopes),
            IssuedBy = operation.Actor,
            IssuedAt = operation.At,
            ExpiresAt = operation.At.AddDays(draft.Days),
        };
        db.ApiTokens.Add(row);
        await db.SaveChangesAsync(cancellationToken);
        var reason = string.Create(CultureInfo.InvariantCulture, $"{row.Scopes}; until {row.ExpiresAt:yyyy-MM-dd}. {operation.Reason}");
        db.Record(operation with { Reason = reason }, AuditEvents.TokenIssued, Subject(row.Id));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new ApiTokenResult(row.Id, token, null, null);
    }

    /// <summary>Revokes a token; it opens nothing from now on.</summary>
    /// <returns>Why it was not revoked; null when it was.</returns>
    public async Task<string?> RevokeAsync(int id, OperationContext operation, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var revoked = await db.ApiTokens.Where(token => token.Id == id && token.RevokedAt == null)
            .ExecuteUpdateAsync(row => row.SetProperty(token => token.RevokedAt, operation.At), cancellationToken);
        if (revoked == 0) return "There is no token of this number, or it is revoked already.";
        db.Record(operation, AuditEvents.TokenRevoked, Subject(id));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return null;
    }

    /// <summary>All tokens that were ever issued, newest first.</summary>
    public async Task<IReadOnlyList<ApiTokenRow>> ListAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.ApiTokens.AsNoTracking().OrderByDescending(token => token.Id).ToListAsync(cancellationToken);
    }

    /// <summary>The token as it is kept, when it is good now; null when it is not. Notes on which day it was used last.</summary>
    /// <param name="token">As it came with a request; anything at all may arrive here.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task<ApiTokenRow?> FindAsync(string token, CancellationToken cancellationToken)
    {
        if (!token.StartsWith(Prefix, StringComparison.Ordinal)) return null;
        var (hash, now) = (HashOf(token), time.GetUtcNow().UtcDateTime);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var row = await db.ApiTokens.AsNoTracking().SingleOrDefaultAsync(known => known.TokenHash == hash, cancellationToken);
        if (row is null || row.RevokedAt is not null || row.ExpiresAt <= now) return null;
        if (row.LastUsedAt != now.Date)
            await db.ApiTokens.Where(known => known.Id == row.Id).ExecuteUpdateAsync(known => known.SetProperty(k => k.LastUsedAt, now.Date), cancellationToken);
        return row;
    }

    private static (ApiTokenField Field, string Why)? RefusalOf(ApiTokenDraft draft, string[] scopes)
    {
        if (draft.Name.Length is < 2 or > 64 || draft.Name.AsSpan().ContainsAnyExcept("abcdefghijklmnopqrstuvwxyz0123456789-"))
            return (ApiTokenField.Name, "Name the program in 2 to 64 lower-case letters, digits and hyphens, never a person.");
        if (scopes.Length == 0) return (ApiTokenField.Scopes, "A token needs at least one scope.");
        if (Array.Find(scopes, scope => !ApiScopes.IsKnown(scope)) is { } unknown)
            return (ApiTokenField.Scopes, $"There is no scope {unknown}; there is {string.Join(", ", ApiScopes.All)}, and items:read:QUEUE for one queue.");
        if (scopes.Contains(ApiScopes.ItemsAct, StringComparer.Ordinal) && !ApiScopes.Allow(scopes, ApiScopes.ItemsRead))
            return (ApiTokenField.Scopes, "A token that acts on items needs to read them: add items:read, or items:read:QUEUE.");
        if (string.Join(' ', scopes).Length > LongestScopes) return (ApiTokenField.Scopes, "These are too many scopes; items:read alone is for all queues.");
        return draft.Days is >= 1 and <= MostDays ? null : (ApiTokenField.Days, $"A token lives 1 to {MostDays} days.");
    }

    private static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    private static string Subject(int id) => string.Create(CultureInfo.InvariantCulture, $"token:{id}");
}

/// <summary>A token as somebody asks for it.</summary>
/// <param name="Name">Which program it is for; never a person.</param>
/// <param name="Scopes">What it may do, from <see cref="ApiScopes"/>.</param>
/// <param name="Days">How long it lives.</param>
public sealed record ApiTokenDraft(string Name, IReadOnlyList<string> Scopes, int Days);

/// <summary>What a refused token was refused for.</summary>
public enum ApiTokenField
{
    /// <summary>Its name.</summary>
    Name,

    /// <summary>What it may do.</summary>
    Scopes,

    /// <summary>How long it lives.</summary>
    Days,
}

/// <summary>What came of asking for a token.</summary>
/// <param name="Id">Its number; null when refused.</param>
/// <param name="Token">The token; null when refused.</param>
/// <param name="Field">What was wrong; null when issued.</param>
/// <param name="Refusal">Why it was refused; null when issued.</param>
public sealed record ApiTokenResult(int? Id, string? Token, ApiTokenField? Field, string? Refusal)
{
    /// <summary>It was refused.</summary>
    public static ApiTokenResult Refused(ApiTokenField field, string why) => new(null, null, field, why);
}
