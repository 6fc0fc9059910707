using Listening.Application.Storage;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Foi.Registers;

/// <summary>Reads and writes the tables of a register, many rows at a time.</summary>
internal static class RegisterStore
{
    private const int Batch = 2000;

    /// <summary>Waits until no other import runs. Every one changes this one row first, and databases keep a changed row from others until the transaction ends.</summary>
    public static async Task WaitForTurnAsync(ListeningDbContext db, CancellationToken cancellationToken)
    {
        var shipped = db.AuthorityEntries.Where(entry => entry.Register == AuthorityNames.Shipped);
        if (await shipped.MinAsync(entry => (string?)entry.Code, cancellationToken) is not { } first) return;
        await shipped.Where(entry => entry.Code == first).ExecuteUpdateAsync(entry => entry.SetProperty(e => e.AuthorityId, e => e.AuthorityId), cancellationToken);
    }

    /// <summary>All authorities with what all registers say of them.</summary>
    public static async Task<IReadOnlyList<KnownBody>> ReadAsync(ListeningDbContext db, CancellationToken cancellationToken)
    {
        var known = (await db.Authorities.AsNoTracking().OrderBy(row => row.Id).ToListAsync(cancellationToken)).ToDictionary(row => row.Id, row => new KnownBody(row, isNew: false));
        foreach (var entry in await db.AuthorityEntries.AsNoTracking().ToListAsync(cancellationToken))
            known[entry.AuthorityId].Entries[entry.Register] = StoredEntry.Read(entry.Code, entry.Entry);
        return [.. known.Values];
    }

    /// <summary>Stores what changed, in the current transaction.</summary>
    public static async Task SaveAsync(ListeningDbContext db, string register, IReadOnlyList<KnownBody> touched, CancellationToken cancellationToken)
    {
        await AddAsync(db, touched.Where(body => body.IsNew).ToList(), cancellationToken);
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            foreach (var bodies in touched.Where(body => !body.IsNew).Chunk(Batch))
            {
                foreach (var body in bodies) Change(db, register, body);
                await db.SaveChangesAsync(cancellationToken);
                db.ChangeTracker.Clear();
            }
        }
        finally
        {
            db.ChangeTracker.AutoDetectChangesEnabled = true;
        }

        await NewRows.InsertAsync(db, touched.Where(body => body.Entries.ContainsKey(register) && body.Old?.Code != body.Entries[register].Code).Select(body => RowOf(register, body.Entries[register], body)).ToList(), cancellationToken);
    }

    // Their numbers are read back by name: only this import adds authorities now, and names are unique among them.
    private static async Task AddAsync(ListeningDbContext db, IReadOnlyList<KnownBody> added, CancellationToken cancellationToken)
    {
        if (added.Count == 0) return;
        var last = await db.Authorities.MaxAsync(row => (int?)row.Id, cancellationToken) ?? 0;
        await NewRows.InsertAsync(db, added.Select(body => body.Row).ToList(), cancellationToken);
        var numbers = (await db.Authorities.Where(row => row.Id > last).Select(row => new { row.Id, row.Name }).ToListAsync(cancellationToken)).ToLookup(row => row.Name, row => row.Id, StringComparer.Ordinal);
        foreach (var body in added) body.Row.Id = numbers[body.Row.Name].Max();
    }

    private static void Change(ListeningDbContext db, string register, KnownBody body)
    {
        // Not the whole row: where the group stands with the authority may have been decided meanwhile.
        var row = db.Authorities.Attach(body.Row);
        row.Property(authority => authority.Name).IsModified = true;
        row.Property(authority => authority.Kind).IsModified = true;
        row.Property(authority => authority.Nation).IsModified = true;
        row.Property(authority => authority.Region).IsModified = true;
        row.Property(authority => authority.ChangedAt).IsModified = true;
        row.Property(authority => authority.RemovedAt).IsModified = true;
        if (body.Old is not { } old) return;
        if (body.Entries.GetValueOrDefault(register) is { } now && now.Code == old.Code) db.AuthorityEntries.Attach(RowOf(register, now, body)).Property(entry => entry.Entry).IsModified = true;
        else db.AuthorityEntries.Remove(RowOf(register, old, body));
    }

    private static AuthorityEntryRow RowOf(string register, StoredEntry entry, KnownBody body) =>
        new() { Register = register, Code = entry.Code, AuthorityId = body.Row.Id, Entry = entry.Json };
}
