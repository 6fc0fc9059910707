using System.Buffers.Binary;
using System.Collections.Frozen;
using Listening.Application.Storage;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.People;

/// <summary>The authors whose posts are not collected, in memory: a few keyed hashes, asked for every post that matches.</summary>
/// <remarks>Brought up to date when a run begins to store, and by whoever changes the list in this process. Safe to share by threads.</remarks>
public sealed class ObjectionList
{
    private volatile FrozenSet<(UInt128 Author, int SourceId)> _known = [];

    /// <summary>True while nobody has objected, so that no author need be hashed.</summary>
    public bool IsEmpty => _known.Count == 0;

    /// <summary>True when the author objected, for this source or for all.</summary>
    public bool Covers(int sourceId, ReadOnlySpan<byte> authorHash)
    {
        var (known, author) = (_known, BinaryPrimitives.ReadUInt128LittleEndian(authorHash));
        return known.Contains((author, sourceId)) || known.Contains((author, 0));
    }

    /// <summary>Reads the list.</summary>
    public async Task RefreshAsync(ListeningDbContext db, CancellationToken cancellationToken)
    {
        var rows = await db.Objections.AsNoTracking().ToListAsync(cancellationToken);
        _known = rows.Select(row => (BinaryPrimitives.ReadUInt128LittleEndian(row.AuthorHash), row.SourceId)).ToFrozenSet();
    }
}
