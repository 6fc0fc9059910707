using Listening.Application.Storage;
using Listening.Core.Triage;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Triage;

/// <summary>Filters that somebody wants to find again, for themselves or for their team.</summary>
public sealed class SavedFilters(IDbContextFactory<ListeningDbContext> databases)
{
    /// <summary>Filters an account can have.</summary>
    public const int Most = 50;

    /// <summary>The longest name.</summary>
    public const int LongestName = 64;

    /// <summary>The filters that an account sees on a queue: its own and its team's, by name.</summary>
    public async Task<IReadOnlyList<SavedFilterRow>> ListAsync(int account, TriageQueue queue, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var prefix = $"/queues/{queue.Name()}";
        return await db.SavedFilters.AsNoTracking()
            .Where(filter => (filter.OwnerId == account || filter.ForTeam) && (filter.Address == prefix || filter.Address.StartsWith(prefix + "?")))
            .OrderBy(filter => filter.Name).ToListAsync(cancellationToken);
    }

    /// <summary>Keeps a filter under a name; one of the same name and owner is replaced.</summary>
    /// <returns>What is wrong; null when it is kept.</returns>
    public async Task<string?> SaveAsync(int account, string? name, string address, bool forTeam, CancellationToken cancellationToken)
    {
        var wanted = name?.Trim() ?? "";
        if (wanted.Length is 0 or > LongestName) return $"Enter a name of at most {LongestName} characters.";
        if (address.Length > 1000) return "These filters are too long to be kept.";
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var mine = await db.SavedFilters.Where(filter => filter.OwnerId == account).ToListAsync(cancellationToken);
        var row = mine.Find(filter => string.Equals(filter.Name, wanted, StringComparison.OrdinalIgnoreCase));
        if (row is null && mine.Count >= Most) return $"You have {Most} filters already; remove one first.";
        if (row is null) db.SavedFilters.Add(row = new SavedFilterRow { Name = wanted, Address = address, OwnerId = account });
        (row.Name, row.Address, row.ForTeam) = (wanted, address, forTeam);
        await db.SaveChangesAsync(cancellationToken);
        return null;
    }

    /// <summary>Removes a filter of the account's own; nothing happens to anybody else's.</summary>
    public async Task RemoveAsync(int account, int id, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await db.SavedFilters.Where(filter => filter.Id == id && filter.OwnerId == account).ExecuteDeleteAsync(cancellationToken);
    }
}
