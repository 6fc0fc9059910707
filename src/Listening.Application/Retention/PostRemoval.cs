using System.Globalization;
using System.Text.Json;
using Listening.Application.Storage;
using Listening.Core.Content;

namespace Listening.Application.Retention;

/// <summary>Deletes posts with everything that belongs to them and writes it into the log, all in the caller's transaction. What stays is that they are known.</summary>
public sealed class PostRemoval(IStorageDialect dialect, IDeletionKeys deletionKeys)
{
    /// <summary>Deletes these posts, which the caller has claimed in the same transaction.</summary>
    /// <returns>How many were deleted.</returns>
    public async Task<int> RemoveAsync(
        ListeningDbContext db, IReadOnlyList<DuePost> posts, DeletionReason reason, DateTime now, CancellationToken cancellationToken)
    {
        if (posts.Count == 0) return 0;
        var ids = JsonSerializer.Serialize(posts.Select(post => post.Id));
        var matches = await DeleteAsync(db, "Matches", "PostId", ids, cancellationToken);
        // The items first: whoever is acting on one ends before this goes on, and what they wrote is seen below; who comes later finds no item.
        foreach (var table in (string[])["TriageItems", "ItemActions", "Sendings", "Sightings", "PostSignals"]) await DeleteAsync(db, table, "PostId", ids, cancellationToken);
        // Asserted once more in the statement that decides: whatever else is true, nothing on hold is deleted.
        var deleted = await DeleteAsync(db, "Posts", "Id", ids, cancellationToken, """AND "Holds"=0""");
        if (deleted != posts.Count)
            throw new InvalidOperationException($"{posts.Count} posts were claimed for deletion but {deleted} were there; nothing was deleted.");

        Log(db, posts, reason, now, matches);
        await db.SaveChangesAsync(cancellationToken);
        return deleted;
    }

    private async Task<int> DeleteAsync(ListeningDbContext db, string table, string column, string ids, CancellationToken cancellationToken, string and = "")
    {
        var numbers = string.Format(CultureInfo.InvariantCulture, dialect.NumbersFromJson, "@ids");
        using var command = db.CreateCommand($"""DELETE FROM "{table}" WHERE "{column}" IN ({numbers}) {and}""");
        command.CommandTimeout = 120;
        command.AddParameter("@ids", ids);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    // The batch's matches are counted once, with its first group: per group would need one more query a batch.
    private void Log(ListeningDbContext db, IReadOnlyList<DuePost> posts, DeletionReason reason, DateTime now, int matches)
    {
        foreach (var group in posts.GroupBy(post => (post.SourceId, post.Queue, post.Rule, post.RulesVersion)))
        {
            var oldest = group.Min(post => post.DueAt);
            var (ids, key) = IdsOf(group, now.Year);
            db.DeletionLog.Add(new DeletionLogRow
            {
                At = now,
                Reason = reason,
                SourceId = group.Key.SourceId,
                Queue = group.Key.Queue,
                Rule = group.Key.Rule,
                RuleHours = group.Max(post => post.Hours),
                Posts = group.Count(),
                Matches = matches,
                OldestDueAt = oldest,
                NewestDueAt = group.Max(post => post.DueAt),
                RulesVersion = group.Key.RulesVersion,
                Lateness = Math.Max(0, (long)(now - oldest).TotalSeconds),
                Ids = ids,
                IdsKey = key,
            });
            matches = 0;
        }
    }

    // Posts go although nobody will be able to ask for them: deleting in time comes before being able to prove it.
    private (byte[]? Ids, int? Key) IdsOf(IEnumerable<DuePost> posts, int year)
    {
        try
        {
            return (deletionKeys.HashAll(year, [.. posts.Select(post => post.LinkHash)]), year);
        }
        catch (Exception away) when (away is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            return (null, null);
        }
    }
}
