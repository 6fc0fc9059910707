using System.Globalization;
using Listening.Application.Auditing;
using Listening.Application.Storage;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Foi;

/// <summary>What the enforcement group records of an authority: where it stands, and notes.</summary>
public sealed class AuthorityService(IDbContextFactory<ListeningDbContext> databases, AuthorityBoard board)
{
    /// <summary>The longest note, in characters.</summary>
    public const int LongestNote = 2000;

    /// <summary>Days after which a note is deleted.</summary>
    public const int NoteDays = 31;

    /// <summary>Changes where the group stands with an authority.</summary>
    /// <returns>Why not; null when done.</returns>
    public async Task<string?> SetStatusAsync(int id, AuthorityStatus status, OperationContext operation, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var changed = await db.Authorities.Where(row => row.Id == id && row.Status != status).ExecuteUpdateAsync(row => row.SetProperty(r => r.Status, status), cancellationToken);
        if (changed == 0) return "It stands so already.";
        db.Record(operation, AuditEvents.AuthorityStatusChanged, SubjectOf(id));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        board.CountAnew();
        return null;
    }

    /// <summary>Notes something of an authority; it is deleted after <see cref="NoteDays"/> days.</summary>
    /// <returns>Why not; null when done.</returns>
    public async Task<string?> NoteAsync(int id, string text, OperationContext operation, CancellationToken cancellationToken)
    {
        text = text.Trim();
        if (text.Length == 0) return "Enter a note.";
        if (text.Length > LongestNote) return $"A note has {LongestNote.ToString("N0", CultureInfo.InvariantCulture)} characters at most.";
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        if (!await db.Authorities.AnyAsync(row => row.Id == id, cancellationToken)) return "There is no such authority.";
        db.AuthorityNotes.Add(new AuthorityNoteRow { AuthorityId = id, Text = text, Actor = operation.Actor, At = operation.At });
        db.Record(operation, AuditEvents.AuthorityNoted, SubjectOf(id));
        await db.SaveChangesAsync(cancellationToken);
        return null;
    }

    internal static string SubjectOf(int id) => $"authority:{id.ToString(CultureInfo.InvariantCulture)}";
}
