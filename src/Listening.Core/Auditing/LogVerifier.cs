using System.Globalization;

namespace Listening.Core.Auditing;

/// <summary>Finds the first thing that is wrong with a log, whoever keeps it and wherever it was read from.</summary>
/// <param name="keys">The keys whose checkpoints are trusted.</param>
public sealed class LogVerifier(IReadOnlyCollection<LogPublicKey> keys)
{
    /// <summary>Verifies entries in the order they are kept in against checkpoints.</summary>
    /// <param name="entries">All entries; read once.</param>
    /// <param name="checkpoints">All checkpoints that are known, from wherever; order and repetition do not matter.</param>
    /// <param name="head">What the database says about the log; null for an export, which has none.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<LogVerdict> VerifyAsync(
        IAsyncEnumerable<LogEntry> entries, IEnumerable<LogCheckpoint> checkpoints, LogHeadClaim? head, CancellationToken cancellationToken)
    {
        var walk = new LogWalk(new CheckpointTrail(checkpoints, keys), head);
        await using var reader = entries.GetAsyncEnumerator(cancellationToken);
        while (walk.Fault is null && await reader.MoveNextAsync())
        {
            var entry = reader.Current;
            if (entry.Unreadable is null && entry.Index != walk.Size) walk.Fail(await MisplacedAsync(entry.Index, walk.Size, reader));
            else walk.Take(entry);
        }

        if (walk.Fault is null) walk.End(head is null ? walk.Size : await head.SizeAfter(cancellationToken));
        return walk.Verdict();
    }

    // Whether an entry is missing or only late shows in what comes next.
    private static async Task<LogFault> MisplacedAsync(long found, long expected, IAsyncEnumerator<LogEntry> reader)
    {
        if (found < expected)
            return new LogFault(LogFaultKind.OutOfOrder, expected, Text($"Entry {found} stands again, or too late, where entry {expected} belongs: inserted or out of order."));
        var next = await reader.MoveNextAsync() ? reader.Current.Index : long.MaxValue;
        if (next < found) return new LogFault(LogFaultKind.OutOfOrder, expected, Text($"Entry {found} stands where entry {expected} belongs: the entries are out of order."));
        return new LogFault(LogFaultKind.Missing, expected, found == expected + 1
            ? Text($"Entry {expected} is missing.")
            : Text($"Entries {expected} to {found - 1} are missing."));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
