using System.Globalization;
using System.Threading.Channels;
using Listening.Application.Auditing;
using Listening.Application.Storage;
using Listening.Core.Auditing;
using Listening.Host.Notices;
using Microsoft.EntityFrameworkCore;

namespace Listening.Host.Auditing;

/// <summary>
/// Tells the witnesses of each checkpoint, beside everything else: a witness that is away holds up nothing. What it missed
/// is in the next checkpoint, which covers the earlier ones.
/// </summary>
internal sealed partial class WitnessDelivery(
    IReadOnlyList<INoticeChannel> witnesses, IDbContextFactory<ListeningDbContext> databases, TimeProvider time, ILogger<WitnessDelivery> logger)
    : BackgroundService, ICheckpointWitness
{
    private readonly Channel<LogCheckpoint> _latest = Channel.CreateBounded<LogCheckpoint>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
    private readonly Dictionary<string, bool> _failing = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public void Offer(LogCheckpoint checkpoint) => _latest.Writer.TryWrite(checkpoint);

    /// <summary>Sends a checkpoint to every witness and records when an outage begins or ends.</summary>
    public async Task DeliverAsync(LogCheckpoint checkpoint, CancellationToken cancellationToken)
    {
        foreach (var witness in witnesses)
        {
            try
            {
                var problem = await witness.SendAsync(NoticeOf(checkpoint), cancellationToken);
                await RecordAsync(witness.Name, problem, cancellationToken);
            }
            catch (Exception failed) when (failed is not OperationCanceledException)
            {
                // The entry could not be written; the next checkpoint tries again.
                LogFailed(witness.Name, failed.GetType().Name);
            }
        }
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        // What was signed at the stop goes out as well, when there is time.
        if (_latest.Reader.TryRead(out var last)) await DeliverAsync(last, cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await _latest.Reader.WaitToReadAsync(stoppingToken))
        {
            if (_latest.Reader.TryRead(out var checkpoint)) await DeliverAsync(checkpoint, stoppingToken);
        }
    }

    /// <summary>What a witness is sent.</summary>
    public static Notice NoticeOf(LogCheckpoint checkpoint) => new(
        string.Create(CultureInfo.InvariantCulture, $"Log checkpoint: {checkpoint.Size} entries, {checkpoint.At:yyyy-MM-dd HH:mm:ss} UTC"),
        "Keep this. It shows later that the log was not changed (docs/retention.md, The log).",
        checkpoint.ToJson());

    private async Task RecordAsync(string witness, string? problem, CancellationToken cancellationToken)
    {
        var subject = $"witness:{witness}";
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        if (!_failing.TryGetValue(witness, out var failing)) failing = await WasFailingAsync(db, subject, cancellationToken);
        _failing[witness] = problem is not null;
        if (failing == problem is not null) return;
        db.Record(OperationContext.System(time, problem ?? "It takes checkpoints again."), problem is null ? AuditEvents.WitnessAnswered : AuditEvents.WitnessFailed, subject);
        await db.SaveChangesAsync(cancellationToken);
        if (problem is not null) LogFailed(witness, problem);
    }

    // An outage is one although this process was started again in the middle of it.
    private static async Task<bool> WasFailingAsync(ListeningDbContext db, string subject, CancellationToken cancellationToken) =>
        await db.AuditEntries.Where(entry => entry.Subject == subject).OrderByDescending(entry => entry.Index)
            .Select(entry => entry.Event).FirstOrDefaultAsync(cancellationToken) == AuditEvents.WitnessFailed;

    [LoggerMessage(Level = LogLevel.Warning, Message = "The witness {Witness} does not take checkpoints: {Problem}")]
    private partial void LogFailed(string witness, string problem);
}
