using System.Runtime.CompilerServices;
using Listening.Application.Storage;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Auditing;

/// <summary>Reads the audit entries for people.</summary>
public sealed class EntryReader(IDbContextFactory<ListeningDbContext> databases)
{
    private const int ExportedAtOnce = 2_000;

    /// <summary>One page of the entries, newest first.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="before">Where to go on: <see cref="EntryPage.NextBefore"/> of the page before; null for the newest.</param>
    /// <param name="size">Entries at most.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task<EntryPage> ListAsync(EntryFilter filter, long? before, int size, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var entries = db.AuditEntries.AsNoTracking();
        if (filter.Event is { } @event) entries = entries.Where(entry => entry.Event == @event);
        if (filter.Actor is { } actor) entries = entries.Where(entry => entry.Actor == actor);
        if (filter.From is { } from) entries = entries.Where(entry => entry.At >= from);
        if (filter.To is { } to) entries = entries.Where(entry => entry.At < to);
        if (before is { } last) entries = entries.Where(entry => entry.Index < last);
        var page = await entries.OrderByDescending(entry => entry.Index).Take(size + 1).ToListAsync(cancellationToken);
        if (page.Count <= size) return new EntryPage(page, null);
        page.RemoveAt(size);
        return new EntryPage(page, page[^1].Index);
    }

    /// <summary>All entries, newest first, read a part at a time: a slow reader keeps nothing in the database waiting.</summary>
    public async IAsyncEnumerable<AuditRow> AllAsync(EntryFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long? before = null;
        do
        {
            var page = await ListAsync(filter, before, ExportedAtOnce, cancellationToken);
            foreach (var entry in page.Entries) yield return entry;
            before = page.NextBefore;
        }
        while (before is not null);
    }

    /// <summary>How often each event happened in a time, and when last, by its name.</summary>
    public async Task<IReadOnlyList<EventCount>> CountAsync(DateTime from, DateTime to, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.AuditEntries.Where(entry => entry.At >= from && entry.At < to)
            .GroupBy(entry => entry.Event).OrderBy(@event => @event.Key)
            .Select(@event => new EventCount(@event.Key, @event.Count(), @event.Max(entry => entry.At))).ToListAsync(cancellationToken);
    }
}

/// <summary>How often an event happened.</summary>
/// <param name="Event">One of <see cref="AuditEvents"/>.</param>
/// <param name="Times">How often.</param>
/// <param name="LastAt">When last, UTC.</param>
public sealed record EventCount(string Event, int Times, DateTime LastAt);
