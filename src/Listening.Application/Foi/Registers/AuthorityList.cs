using Listening.Application.Storage;
using Listening.Core.Foi;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Foi.Registers;

/// <summary>Lists the authorities there are.</summary>
public sealed class AuthorityList(IDbContextFactory<ListeningDbContext> databases)
{
    /// <summary>The nations an authority may serve.</summary>
    public static IReadOnlyList<string> Nations => Registers.Nations.All;

    /// <summary>Those of a kind and nation, by name.</summary>
    /// <param name="kind">Null for any.</param>
    /// <param name="nation">Null for any.</param>
    /// <param name="removed">True for those that no register has any more, false for those that are looked for.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<IReadOnlyList<AuthorityRow>> ReadAsync(AuthorityKind? kind, string? nation, bool removed, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Authorities.AsNoTracking()
            .Where(row => (row.RemovedAt != null) == removed && (kind == null || row.Kind == kind) && (nation == null || row.Nation == nation))
            .OrderBy(row => row.Name).ThenBy(row => row.Id).ToListAsync(cancellationToken);
    }
}
