using Listening.Application.Foi;
using Listening.Application.Storage;
using Listening.Core.Posts;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Meetings;

/// <summary>Finds the authority that somebody means by a name they type.</summary>
public sealed class AgendaNames(IDbContextFactory<ListeningDbContext> databases, AuthorityBook book)
{
    /// <summary>The longest name.</summary>
    public const int LongestLength = 300;

    /// <summary>The authority of that official name, or else the only one that is known by it.</summary>
    /// <returns>Its number; or why there is none.</returns>
    public async Task<(int Id, string? Refusal)> FindAsync(string? name, CancellationToken cancellationToken)
    {
        var typed = name?.Trim() ?? "";
        if (typed.Length is 0 or > LongestLength) return (0, "Enter the name of a public authority.");
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var named = (await db.Authorities.Where(row => row.RemovedAt == null).Select(row => new { row.Id, row.Name }).ToListAsync(cancellationToken))
            .Find(row => string.Equals(row.Name, typed, StringComparison.OrdinalIgnoreCase));
        if (named is not null) return (named.Id, null);
        var known = await book.CurrentAsync(cancellationToken);
        var found = known.Recogniser.Find(new Post { Id = "typed", Text = typed }).Authorities.Select(authority => known.NumberOf(authority.Authority)).Distinct().ToList();
        return found switch
        {
            [var only] => (only, null),
            [] => (0, "No public authority of the register is known by that name."),
            _ => (0, "More than one public authority is known by that name. Enter the official name."),
        };
    }
}
