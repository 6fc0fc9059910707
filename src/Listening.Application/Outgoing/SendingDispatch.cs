using System.Data.Common;
using Listening.Application.Content;
using Listening.Application.Storage;
using Listening.Core.Outgoing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Listening.Application.Outgoing;

/// <summary>Sends what is due.</summary>
/// <remarks>
/// An attempt is claimed by an update that only one process wins, for longer than an attempt can last. Whoever is killed in
/// between leaves it to be sent again, with the same number, when that time is over.
/// </remarks>
public sealed partial class SendingDispatch(
    IDbContextFactory<ListeningDbContext> databases, PostContent content, IEnumerable<ISendingChannel> channels, SendingSettlement settlement, TimeProvider time,
    ILogger<SendingDispatch> logger)
{
    /// <summary>After that an attempt is given up.</summary>
    public static readonly TimeSpan LongestSend = TimeSpan.FromMinutes(1);

    /// <summary>For so long nobody else tries what somebody claimed.</summary>
    public static readonly TimeSpan Claim = TimeSpan.FromMinutes(3);

    private const int AtOnce = 4;
    private const int MostInOneGo = 100;
    private const int MostSettlements = 3;

    private readonly Dictionary<SendingKind, ISendingChannel> _channels = channels.ToDictionary(channel => channel.Kind);

    /// <summary>Sends everything that is due now.</summary>
    /// <returns>How many attempts were made.</returns>
    public async Task<int> SendDueAsync(CancellationToken cancellationToken)
    {
        List<SendingRow> due;
        var now = Now;
        await using (var db = await databases.CreateDbContextAsync(cancellationToken))
        {
            due = await db.Sendings.AsNoTracking().Where(sending => sending.NextAttemptAt <= now && sending.State == SendingState.Waiting)
                .OrderBy(sending => sending.NextAttemptAt).Take(MostInOneGo).ToListAsync(cancellationToken);
        }

        // A receiver that hangs holds up three others at most.
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(due, options, async (sending, token) =>
        {
            try
            {
                await SendAsync(sending, token);
            }
            catch (Exception broken) when (!token.IsCancellationRequested)
            {
                // The others go on. This one is sent again when its claim is over.
                LogBroken(sending.Id, broken.GetType().Name);
            }
        });
        return due.Count;
    }

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    private async Task SendAsync(SendingRow sending, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var (now, seen) = (Now, sending.Attempts);
        var until = now + Claim;
        var claimed = await db.Sendings
            .Where(row => row.Id == sending.Id && row.State == SendingState.Waiting && row.Attempts == seen && row.NextAttemptAt <= now)
            .ExecuteUpdateAsync(row => row.SetProperty(s => s.Attempts, seen + 1).SetProperty(s => s.NextAttemptAt, until), cancellationToken);
        if (claimed == 0) return;
        sending.Attempts = seen + 1;

        var outcome = await TryAsync(db, sending, cancellationToken);
        LogTried(sending.Id, sending.Kind, sending.Attempts, outcome.IsSent ? "sent" : outcome.IsFinal ? "failed" : "again later");
        await SettleAsync(sending, outcome, cancellationToken);
    }

    // What was sent should not be sent again because the database was busy for a moment.
    private async Task SettleAsync(SendingRow sending, SendOutcome outcome, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                await settlement.SettleAsync(sending, outcome, cancellationToken);
                return;
            }
            catch (Exception busy) when (tries < MostSettlements && busy.GetBaseException() is DbException)
            {
                LogBroken(sending.Id, busy.GetBaseException().GetType().Name);
            }
        }
    }

    private async Task<SendOutcome> TryAsync(ListeningDbContext db, SendingRow sending, CancellationToken cancellationToken)
    {
        if (await OutgoingMessages.FindAsync(db, sending.PostId, Now, cancellationToken) is not { } held)
            return SendOutcome.Failed("The post reached its limit before it could be sent.");
        if (OutgoingMessages.Of(content, held, sending) is not { } message) return SendOutcome.Failed("The post can no longer be read: its key is gone.");
        if (!_channels.TryGetValue(sending.Kind, out var channel)) return SendOutcome.Failed("This service is not set up to send it any more.");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(LongestSend);
        try
        {
            return await channel.SendAsync(message, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return SendOutcome.TryAgain("There was no answer in time.");
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Sending {Sending} ({Kind}), attempt {Attempt}: {Outcome}")]
    private partial void LogTried(long sending, SendingKind kind, int attempt, string outcome);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Sending {Sending} broke off ({Exception}); it is tried again.")]
    private partial void LogBroken(long sending, string exception);
}
