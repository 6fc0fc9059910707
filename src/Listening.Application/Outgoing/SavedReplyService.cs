using System.Globalization;
using Listening.Application.Auditing;
using Listening.Application.Storage;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Outgoing;

/// <summary>Keeps the answers that are given often.</summary>
public sealed class SavedReplyService(IDbContextFactory<ListeningDbContext> databases)
{
    /// <summary>The longest name.</summary>
    public const int LongestName = 64;

    /// <summary>The longest text.</summary>
    public const int LongestText = 2000;

    /// <summary>All of them by name.</summary>
    public async Task<IReadOnlyList<SavedReplyRow>> ListAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.SavedReplies.AsNoTracking().OrderBy(reply => reply.Name).ToListAsync(cancellationToken);
    }

    /// <summary>Adds one, or changes the one of that number.</summary>
    /// <returns>Why it is refused, and whether its name is at fault; null when it is done.</returns>
    public async Task<SavedReplyRefusal?> SaveAsync(int? id, string name, string text, OperationContext operation, CancellationToken cancellationToken)
    {
        (name, text) = (name.Trim(), SendingDrafts.Plain(text));
        if (name.Length is 0 or > LongestName || name.Any(char.IsControl)) return new($"Give it a name of at most {Number(LongestName)} characters.", IsName: true);
        if (text.Length is 0 or > LongestText) return new($"Write a text of at most {Number(LongestText)} characters.", IsName: false);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.SavedReplies.AnyAsync(reply => reply.Name == name && reply.Id != id, cancellationToken)) return new("There is a saved reply of that name already.", IsName: true);
        var row = id is null ? null : await db.SavedReplies.SingleOrDefaultAsync(reply => reply.Id == id, cancellationToken);
        if (id is not null && row is null) return new("This saved reply was removed.", IsName: true);
        if (row is null) db.SavedReplies.Add(row = new SavedReplyRow { Name = name, Text = text, ChangedBy = operation.Actor, ChangedAt = operation.At });
        (row.Name, row.Text, row.ChangedBy, row.ChangedAt) = (name, text, operation.Actor, operation.At);
        await db.SaveChangesAsync(cancellationToken);
        db.Record(operation, id is null ? AuditEvents.SavedReplyAdded : AuditEvents.SavedReplyChanged, SubjectOf(row.Id));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return null;
    }

    /// <summary>Removes one; nothing happens when it is gone already.</summary>
    public async Task RemoveAsync(int id, OperationContext operation, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.SavedReplies.Where(reply => reply.Id == id).ExecuteDeleteAsync(cancellationToken) == 0) return;
        db.Record(operation, AuditEvents.SavedReplyRemoved, SubjectOf(id));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static string SubjectOf(int id) => string.Create(CultureInfo.InvariantCulture, $"saved-reply:{id}");

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}

/// <summary>Why a saved reply is refused.</summary>
/// <param name="Text">For people.</param>
/// <param name="IsName">True when its name is at fault, false for its text.</param>
public sealed record SavedReplyRefusal(string Text, bool IsName);
