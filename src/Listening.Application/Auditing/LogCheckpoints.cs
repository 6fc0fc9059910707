using Listening.Application.Storage;
using Listening.Core.Auditing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Listening.Application.Auditing;

/// <summary>Signs what the log holds: after each purge and at an orderly stop.</summary>
public sealed partial class LogCheckpoints(
    IDbContextFactory<ListeningDbContext> databases,
    AuditSettings settings,
    IEnumerable<ICheckpointWitness> witnesses,
    TimeProvider time,
    ILogger<LogCheckpoints> logger) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private LogSigningKey? _key;

    /// <summary>Whether this process signs.</summary>
    public bool Signs => settings.SigningKeyFolder is not null;

    /// <summary>Signs a checkpoint when entries were added since the last.</summary>
    /// <returns>The checkpoint; null when nothing was added, or this process does not sign.</returns>
    public async Task<LogCheckpoint?> SignAsync(CancellationToken cancellationToken)
    {
        if (settings.SigningKeyFolder is not { } folder) return null;
        await _turn.WaitAsync(cancellationToken);
        try
        {
            _key ??= SigningKeyFile.Open(folder);
            return await SignAsync(_key, cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Signs as <see cref="SignAsync(CancellationToken)"/> does; what fails is logged, so that whoever deletes or stops goes on.</summary>
    public async Task TrySignAsync(CancellationToken cancellationToken)
    {
        try
        {
            await SignAsync(cancellationToken);
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            // The folder or the database is away, or the log was damaged; the next run tries again, and what was not signed shows.
            LogNotSigned(failed.GetType().Name);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _key?.Dispose();
        _turn.Dispose();
    }

    private async Task<LogCheckpoint?> SignAsync(LogSigningKey key, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var files = settings.CheckpointFolder is { } folder ? new CheckpointFolder(folder) : null;
        files?.Write(key.Public);
        var head = await db.LogHead.AsNoTracking().SingleAsync(cancellationToken);
        var frontier = MerkleFrontier.FromBytes(head.FrontierSize, head.Frontier) ?? new MerkleFrontier();
        if (files?.Last() is { } last && Contradicts(last, head.Size, frontier))
        {
            await RecordContradictionAsync(db, last, cancellationToken);
            head = await db.LogHead.AsNoTracking().SingleAsync(cancellationToken);
        }

        if (await db.LogCheckpoints.AsNoTracking().FirstOrDefaultAsync(row => row.Size == head.Size, cancellationToken) is { } there)
        {
            // Whoever was ended between the database and the file left this to do.
            if (there.KeyId == key.Public.Id && files is not null && files.Last()?.Size != there.Size) files.Write(there.ToCheckpoint());
            return null;
        }

        await foreach (var hash in LogRowReader.ReadHashesAsync(db, frontier.Size, head.Size, cancellationToken)) frontier.Append(hash);
        if (frontier.Size != head.Size) throw new InvalidOperationException("The log has fewer entries than its head counts; it is not signed. `listening audit verify` says what is wrong.");
        var checkpoint = key.Sign(frontier.Size, frontier.Root(), time.GetUtcNow().UtcDateTime);
        await SaveAsync(db, checkpoint, frontier, cancellationToken);
        files?.Write(checkpoint);
        foreach (var witness in witnesses) witness.Offer(checkpoint);
        LogSigned(checkpoint.Size);
        return checkpoint;
    }

    // The frontier is a shortcut: what it leads to is held against what was signed last before it is used.
    private static bool Contradicts(LogCheckpoint last, long size, MerkleFrontier frontier) =>
        last.Size > size || (last.Size == frontier.Size && !last.Root.AsSpan().SequenceEqual(frontier.Root()));

    private async Task RecordContradictionAsync(ListeningDbContext db, LogCheckpoint last, CancellationToken cancellationToken)
    {
        var subject = FormattableString.Invariant($"checkpoint:{last.Size}");
        if (await db.AuditEntries.AnyAsync(entry => entry.Event == AuditEvents.LogContradicted && entry.Subject == subject, cancellationToken)) return;
        LogContradicted(last.Size);
        db.Record(OperationContext.System(time, "The log no longer holds what this checkpoint says was signed: it was changed, or rolled back to an older copy."), AuditEvents.LogContradicted, subject);
        await db.SaveChangesAsync(cancellationToken);
    }

    private static async Task SaveAsync(ListeningDbContext db, LogCheckpoint checkpoint, MerkleFrontier frontier, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        db.LogCheckpoints.Add(new LogCheckpointRow
        {
            Size = checkpoint.Size,
            Root = checkpoint.Root,
            At = checkpoint.At,
            KeyId = checkpoint.KeyId,
            Signature = checkpoint.Signature,
        });
        await db.SaveChangesAsync(cancellationToken);
        var (size, bytes) = (frontier.Size, frontier.ToBytes());
        await db.LogHead.Where(head => head.FrontierSize < size)
            .ExecuteUpdateAsync(head => head.SetProperty(h => h.FrontierSize, size).SetProperty(h => h.Frontier, bytes), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Signed a checkpoint over {Entries} log entries.")]
    private partial void LogSigned(long entries);

    [LoggerMessage(Level = LogLevel.Error, Message = "The log could not be signed ({Exception}); it is tried again after the next purge.")]
    private partial void LogNotSigned(string exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "The log no longer holds the {Entries} entries that were signed: it was changed or rolled back. `listening audit verify` says what is wrong.")]
    private partial void LogContradicted(long entries);
}
