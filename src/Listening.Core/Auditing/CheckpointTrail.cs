using System.Globalization;

namespace Listening.Core.Auditing;

/// <summary>The checkpoints of a log in the order of their sizes, held against the entries as these pass.</summary>
internal sealed class CheckpointTrail
{
    private readonly LogCheckpoint[] _checkpoints;
    private readonly IReadOnlyCollection<LogPublicKey> _keys;
    private int _next;

    public CheckpointTrail(IEnumerable<LogCheckpoint> checkpoints, IReadOnlyCollection<LogPublicKey> keys)
    {
        // The same checkpoint is known from the database and from the folder.
        _checkpoints = [.. checkpoints.DistinctBy(checkpoint => Convert.ToHexString(checkpoint.ToJson())).OrderBy(checkpoint => checkpoint.Size).ThenBy(checkpoint => checkpoint.At)];
        _keys = keys;
    }

    /// <summary>Checkpoints that fitted.</summary>
    public int Passed { get; private set; }

    /// <summary>The last checkpoint that fitted.</summary>
    public LogCheckpoint? Last { get; private set; }

    /// <summary>The size of the next checkpoint.</summary>
    public long NextSize => _next < _checkpoints.Length ? _checkpoints[_next].Size : long.MaxValue;

    /// <summary>Holds all checkpoints of the frontier's size against it.</summary>
    public LogFault? Check(MerkleFrontier frontier)
    {
        for (; NextSize <= frontier.Size; _next++)
        {
            var checkpoint = _checkpoints[_next];
            if (RefusalOf(checkpoint) is { } refusal) return refusal;
            if (checkpoint.Size != frontier.Size || !checkpoint.Root.AsSpan().SequenceEqual(frontier.Root())) return Rewritten(checkpoint);
            Passed++;
            Last = checkpoint;
        }

        return null;
    }

    /// <summary>What is wrong when the log ends at that size although checkpoints are left.</summary>
    public LogFault? CheckEnd(long size)
    {
        if (_next == _checkpoints.Length) return null;
        var longest = _checkpoints[^1];
        return RefusalOf(_checkpoints[_next]) ?? RefusalOf(longest) ?? new LogFault(LogFaultKind.Truncated, size, string.Create(
            CultureInfo.InvariantCulture,
            $"The log has {size} entries, but {longest.Size} were signed on {longest.At:yyyy-MM-dd HH:mm:ss} UTC: it was cut off, or rolled back to an older copy."));
    }

    private LogFault? RefusalOf(LogCheckpoint checkpoint)
    {
        if (_keys.FirstOrDefault(key => key.Id == checkpoint.KeyId) is not { } key)
        {
            return Forged(checkpoint, _keys.Count == 0
                ? $"was signed by key {checkpoint.KeyId}, and no public key is given to check it with"
                : $"was signed by key {checkpoint.KeyId}, which is none of those given");
        }

        return key.Signed(checkpoint) ? null : Forged(checkpoint, "does not carry the signature it claims");
    }

    private static LogFault Forged(LogCheckpoint checkpoint, string why) => new(LogFaultKind.Forged, checkpoint.Size, string.Create(
        CultureInfo.InvariantCulture, $"The checkpoint of {checkpoint.At:yyyy-MM-dd HH:mm:ss} UTC over {checkpoint.Size} entries {why}."));

    private LogFault Rewritten(LogCheckpoint checkpoint)
    {
        var first = Last?.Size ?? 0;
        return new LogFault(LogFaultKind.Rewritten, first, string.Create(
            CultureInfo.InvariantCulture,
            $"Entries {first} to {checkpoint.Size - 1}, or some of them, are not those that were signed on {checkpoint.At:yyyy-MM-dd HH:mm:ss} UTC, though each fits its own hash: rewritten."));
    }
}
