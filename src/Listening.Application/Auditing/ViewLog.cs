using System.Globalization;
using Listening.Application.Storage;
using Listening.Application.Watches;
using Listening.Core.Triage;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Auditing;

/// <summary>Notes who is shown posts. A page waits for it and then shows them, so that nothing is seen of which there is no entry.</summary>
/// <remarks>
/// Whoever comes while entries are being written is written with the next lot: however many read at once, each waits for
/// two commits at most, and never longer than <see cref="LongestWait"/>.
/// </remarks>
public sealed class ViewLog(IDbContextFactory<ListeningDbContext> databases, AttentionMeter attention, TimeProvider time)
{
    /// <summary>After that a page gives up and shows nothing.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private List<View> _waiting = [];
    private bool _writing;

    /// <summary>Notes that somebody opens an item, and counts it for the attention that its author gets.</summary>
    /// <exception cref="TimeoutException">It could not be noted in time; nothing may be shown.</exception>
    public Task ItemAsync(string actor, long itemId, CancellationToken cancellationToken) =>
        RecordAsync(actor, AuditEvents.ItemViewed, FormattableString.Invariant($"item:{itemId}"), "Opened.", cancellationToken, itemId);

    /// <summary>Notes that somebody is shown a list of items; nothing is noted of an empty one.</summary>
    /// <exception cref="TimeoutException">It could not be noted in time; nothing may be shown.</exception>
    public Task ItemsAsync(string actor, TriageQueue queue, int count, CancellationToken cancellationToken) => count == 0
        ? Task.CompletedTask
        : RecordAsync(actor, AuditEvents.ItemsViewed, $"queue:{queue.Name()}", FormattableString.Invariant($"{count} shown."), cancellationToken);

    /// <summary>Notes that somebody is shown posts that a search would find, before it is saved; nothing is noted of none.</summary>
    /// <exception cref="TimeoutException">It could not be noted in time; nothing may be shown.</exception>
    public Task PreviewAsync(string actor, int count, CancellationToken cancellationToken) => count == 0
        ? Task.CompletedTask
        : RecordAsync(actor, AuditEvents.ItemsViewed, "preview", FormattableString.Invariant($"{count} shown."), cancellationToken);

    /// <summary>Notes that somebody is shown the pack of a meeting; nothing is noted of one without posts.</summary>
    /// <exception cref="TimeoutException">It could not be noted in time; nothing may be shown.</exception>
    public Task PackAsync(string actor, int meetingId, int count, CancellationToken cancellationToken) => count == 0
        ? Task.CompletedTask
        : RecordAsync(actor, AuditEvents.ItemsViewed, FormattableString.Invariant($"meeting:{meetingId}"), FormattableString.Invariant($"{count} shown."), cancellationToken);

    /// <summary>How many items an entry's reason tells of.</summary>
    public static int CountOf(string reason) =>
        int.TryParse(reason.Split(' ')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 1;

    private Task RecordAsync(string actor, string @event, string subject, string reason, CancellationToken cancellationToken, long? itemId = null)
    {
        var view = new View(new OperationContext(actor, time.GetUtcNow().UtcDateTime, reason), @event, subject, itemId);
        lock (_gate)
        {
            _waiting.Add(view);
            if (!_writing) _ = Task.Run(WriteAllAsync, CancellationToken.None);
            _writing = true;
        }

        return view.Written.Task.WaitAsync(LongestWait, cancellationToken);
    }

    private async Task WriteAllAsync()
    {
        while (Take() is { Count: > 0 } views)
        {
            try
            {
                await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
                await using var transaction = await db.Database.BeginTransactionAsync(CancellationToken.None);
                foreach (var view in views) db.Record(view.Operation, view.Event, view.Subject);
                await db.SaveChangesAsync(CancellationToken.None);
                await attention.AddViewsAsync(db, [.. views.Select(view => view.ItemId).OfType<long>()], CancellationToken.None);
                await transaction.CommitAsync(CancellationToken.None);
                foreach (var view in views) view.Written.TrySetResult();
            }
            catch (Exception failure)
            {
                // Each page that waits fails with it, and shows nothing.
                foreach (var view in views) view.Written.TrySetException(failure);
            }
        }
    }

    private List<View> Take()
    {
        lock (_gate)
        {
            var views = _waiting;
            _waiting = [];
            _writing = views.Count > 0;
            return views;
        }
    }

    private sealed record View(OperationContext Operation, string Event, string Subject, long? ItemId)
    {
        public TaskCompletionSource Written { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
