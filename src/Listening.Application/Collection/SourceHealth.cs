using Listening.Application.Sources;
using Listening.Application.Storage;
using Listening.Core.Sources;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Listening.Application.Collection;

/// <summary>Keeps how each source is doing, and how long one that failed is left alone.</summary>
public sealed partial class SourceHealth(IDbContextFactory<ListeningDbContext> databases, TimeProvider time, ILogger<SourceHealth> logger)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    // As the columns of SourceRow and CollectionRunRow.
    private const int LongestProblem = 1000;

    /// <summary>True while the source is left alone after a failure.</summary>
    public async Task<bool> IsLeftAloneAsync(int sourceId, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var now = time.GetUtcNow().UtcDateTime;
        return await db.Sources.AnyAsync(source => source.Id == sourceId && source.RetryAt > now, cancellationToken);
    }

    /// <summary>Notes how a run ended; the caller saves.</summary>
    /// <param name="db">The context the run is saved with.</param>
    /// <param name="sourceId">The source.</param>
    /// <param name="failure">Null when it was read.</param>
    /// <param name="run">The run with its counts.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task RecordAsync(ListeningDbContext db, int sourceId, SourceFailure? failure, CollectionRunRow run, CancellationToken cancellationToken)
    {
        var source = await db.Sources.SingleAsync(row => row.Id == sourceId, cancellationToken);
        var now = time.GetUtcNow().UtcDateTime;
        if (run.Read > 0 && run.SearchId > 0) SourceRhythm.NoteDelivery(source, now);
        if (run.NewestAt > source.NewestAt || source.NewestAt is null) source.NewestAt = run.NewestAt;
        if (failure is null)
        {
            if (source.Failures > 0) LogRecovered(sourceId, source.Failures);
            (source.Failures, source.Problem, source.ProblemKind, source.RetryAt, source.LastSuccessAt) = (0, null, null, null, now);
            return;
        }

        if (failure.ConcernsSearchOnly) return;
        source.Failures++;
        source.Problem = ProblemOf(failure);
        source.ProblemKind = failure.Kind;
        source.RetryAt = now + (failure.RetryAfter ?? PauseAfter(source.Failures));
        LogFailed(sourceId, failure.Kind, source.Failures, failure.Message);
    }

    /// <summary>What is kept of a failure: its message, as far as the columns take it.</summary>
    public static string ProblemOf(SourceFailure failure) =>
        failure.Message.Length <= LongestProblem ? failure.Message : failure.Message[..LongestProblem];

    /// <summary>How long a source is left alone after that many failures in a row: twice as long each time, an hour at most.</summary>
    public static TimeSpan PauseAfter(int failures) =>
        TimeSpan.FromTicks(Math.Min(LongestPause.Ticks, FirstPause.Ticks << Math.Clamp(failures - 1, 0, 10)));

    [LoggerMessage(Level = LogLevel.Warning, Message = "Source {SourceId} failed ({Kind}, {Failures} in a row): {Problem}")]
    private partial void LogFailed(int sourceId, SourceFailureKind kind, int failures, string problem);

    [LoggerMessage(Level = LogLevel.Information, Message = "Source {SourceId} is read again after {Failures} failures.")]
    private partial void LogRecovered(int sourceId, int failures);
}
