using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Listening.Application.Storage;

/// <summary>Log entries between the save that brought them and the commit that appends them.</summary>
internal sealed class PendingLog
{
    private readonly List<LogEntryRow> _entries = [];

    /// <summary>Takes added entries out of the tracker, in the order in which they were made.</summary>
    /// <exception cref="InvalidOperationException">An entry that was appended before is to be changed or deleted.</exception>
    public static IReadOnlyList<LogEntryRow> Take(ChangeTracker tracker)
    {
        List<EntityEntry<LogEntryRow>>? added = null;
        foreach (var entry in tracker.Entries<LogEntryRow>())
        {
            if (entry.State is EntityState.Modified or EntityState.Deleted) throw new InvalidOperationException("The log is only appended to; an entry is never changed or deleted.");
            if (entry.State == EntityState.Added) (added ??= []).Add(entry);
        }

        if (added is null) return [];
        var rows = added.ConvertAll(entry => entry.Entity);
        foreach (var entry in added) entry.State = EntityState.Detached;
        rows.Sort((one, other) => other.Index.CompareTo(one.Index));
        return rows;
    }

    /// <summary>Keeps entries for the commit.</summary>
    public void Add(IReadOnlyList<LogEntryRow> entries) => _entries.AddRange(entries);

    /// <summary>Gives entries back to the tracker, after a save that failed.</summary>
    public void PutBack(ChangeTracker tracker, IReadOnlyList<LogEntryRow> entries)
    {
        _entries.RemoveAll(entries.Contains);
        foreach (var entry in entries) entry.Unplace();
        tracker.Context.AddRange(entries);
    }

    /// <summary>The entries that wait, which is none from now on.</summary>
    public IReadOnlyList<LogEntryRow> TakeAll()
    {
        if (_entries.Count == 0) return [];
        LogEntryRow[] entries = [.. _entries];
        _entries.Clear();
        return entries;
    }

    /// <summary>Forgets what a transaction that was rolled back left.</summary>
    public void Clear() => _entries.Clear();
}
