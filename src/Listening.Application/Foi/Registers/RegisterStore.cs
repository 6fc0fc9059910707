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
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            foreach (var bodies in touched.Chunk(Batch))
            {
                foreach (var body in bodies) PutRow(db, body);
                await FlushAsync(db, cancellationToken);
                foreach (var body in bodies) PutEntry(db, register, body);
                await FlushAsync(db, cancellationToken);
            }
        }
        finally
        {
            db.ChangeTracker.AutoDetectChangesEnabled = true;
        }
    }

    private static void PutRow(ListeningDbContext db, KnownBody body)
    {
        if (body.IsNew)
        {
            db.Authorities.Add(body.Row);
            return;
        }

        // Not the whole row: where the group stands with the authority may have been decided meanwhile.
        var row = db.Authorities.Attach(body.Row);
        row.Property(authority => authority.Name).IsModified = true;
        row.Property(authority => authority.Kind).IsModified = true;
        row.Property(authority => authority.Nation).IsModified = true;
        row.Property(authority => authority.Region).IsModified = true;
        row.Property(authority => authority.ChangedAt).IsModified = true;
        row.Property(authority => authority.RemovedAt).IsModified = true;
    }

    private static void PutEntry(ListeningDbContext db, string register, KnownBody body)
    {
        var now = body.Entries.GetValueOrDefault(register);
        if (body.Old is { } old && (now is null || now.Code != old.Code)) db.AuthorityEntries.Remove(RowOf(register, old, body));
        if (now is null) return;
        var row = RowOf(register, now, body);
        if (body.Old?.Code == now.Code) db.AuthorityEntries.Attach(row).Property(entry => entry.Entry).IsModified = true;
        else db.AuthorityEntries.Add(row);
    }

    private static AuthorityEntryRow RowOf(string register, StoredEntry entry, KnownBody body) =>
        new() { Register = register, Code = entry.Code, AuthorityId = body.Row.Id, Entry = entry.Json };

    private static async Task FlushAsync(ListeningDbContext db, CancellationToken cancellationToken)
    {
        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
    }
}
