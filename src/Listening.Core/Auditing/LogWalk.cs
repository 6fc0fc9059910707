using System.Globalization;

namespace Listening.Core.Auditing;

/// <summary>Takes a log's entries one after the other until something is wrong.</summary>
internal sealed class LogWalk(CheckpointTrail checkpoints, LogHeadClaim? head)
{
    /// <summary>How far an entry that fits another place is looked for.</summary>
    private const int Places = 5_000;

    private readonly MerkleFrontier _frontier = new();
    private DateTime? _last;
    private long _clockBacks;
    private long _furthestBack;

    /// <summary>The first thing that is wrong.</summary>
    public LogFault? Fault { get; private set; }

    /// <summary>Entries taken.</summary>
    public long Size => _frontier.Size;

    /// <summary>Says what is wrong.</summary>
    public void Fail(LogFault fault) => Fault = fault;

    /// <summary>Takes the entry that stands at the next place.</summary>
    public void Take(LogEntry entry)
    {
        var at = Size;
        if (at == 0 && !CheckTrail()) return;
        if (entry.Unreadable is { } reason)
        {
            Fail(LogFaultKind.Unreadable, at, $"Entry {at} cannot be read: {reason}.");
            return;
        }

        var hash = MerkleHash.Leaf(entry.Json.Span);
        if (!hash.AsSpan().SequenceEqual(entry.LeafHash.Span)) Fault = Misfit(at, entry);
        else if (CheckTime(at, entry))
        {
            _frontier.Append(hash);
            _last = entry.At;
            CheckTrail();
        }
    }

    /// <summary>Ends the log.</summary>
    /// <param name="counted">How many entries the head counts by now.</param>
    public void End(long counted)
    {
        if (Size == 0) CheckTrail();
        if (Fault is not null) return;
        Fault = checkpoints.CheckEnd(Size);
        if (Fault is not null || head is null) return;
        if (Size < head.SizeBefore)
            Fail(LogFaultKind.Missing, Size, $"The log has {Size} entries, but its head counts {head.SizeBefore}: the last ones are missing.");
        else if (Size > counted)
            Fail(LogFaultKind.Inserted, counted, $"Entry {counted} was inserted: the log's head counts {counted} entries, but there are {Size}.");
        else if (head.FrontierSize > Size)
            Fail(LogFaultKind.Head, Size, $"The log's head keeps a frontier of {head.FrontierSize} entries, but there are {Size}.");
    }

    /// <summary>What came of it.</summary>
    public LogVerdict Verdict() => new()
    {
        Fault = Fault,
        Entries = Size,
        LastAt = _last,
        Root = _frontier.Root(),
        Checkpoints = checkpoints.Passed,
        LastCheckpoint = checkpoints.Last,
        ClockBacks = _clockBacks,
        FurthestBack = _furthestBack,
    };

    private bool CheckTrail()
    {
        if (checkpoints.NextSize <= Size) Fault = checkpoints.Check(_frontier);
        if (Fault is null && head is not null && head.FrontierSize == Size && !head.Frontier.AsSpan().SequenceEqual(_frontier.ToBytes()))
            Fail(LogFaultKind.Head, Size, $"The frontier that the log's head keeps is not that of its first {Size} entries: one of both was changed.");
        return Fault is null;
    }

    private bool CheckTime(long at, LogEntry entry)
    {
        var back = _last is { } before ? LogTime.ClockBack(before, entry.At) : null;
        if (back == entry.ClockBack)
        {
            if (back is null) return true;
            _clockBacks++;
            _furthestBack = Math.Max(_furthestBack, back.Value);
            return true;
        }

        if (back is null) Fail(LogFaultKind.BackDated, at, $"Entry {at} says it is {entry.ClockBack} seconds earlier than the one before, but it is not: one of both was given another time.");
        else if (entry.ClockBack is null) Fail(LogFaultKind.BackDated, at, $"Entry {at} is {back} seconds earlier than the one before and does not say so: back-dated.");
        else Fail(LogFaultKind.BackDated, at, $"Entry {at} is {back} seconds earlier than the one before, but says {entry.ClockBack}: one of both was given another time.");
        return false;
    }

    // A hash that fits the same content at another place tells that the entry was moved.
    private static LogFault Misfit(long at, LogEntry entry)
    {
        for (var far = 1; far <= Places; far++)
        {
            foreach (var place in (long[])[at - far, at + far])
            {
                if (place < 0 || LogEntryJson.AtPlace(entry.Json.Span, place) is not { } moved) continue;
                if (!MerkleHash.Leaf(moved).AsSpan().SequenceEqual(entry.LeafHash.Span)) continue;
                return place < at
                    ? new LogFault(LogFaultKind.Inserted, at, Text($"What was appended as entry {place} stands at {at}: entries were inserted before it, or stand in another order."))
                    : new LogFault(LogFaultKind.OutOfOrder, at, Text($"What was appended as entry {place} stands at {at}: entries before it are missing, or stand in another order."));
            }
        }

        return new LogFault(LogFaultKind.Edited, at, Text($"Entry {at} was edited: its content does not give the hash that was kept with it."));
    }

    private void Fail(LogFaultKind kind, long entry, FormattableString message) => Fault = new LogFault(kind, entry, Text(message));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
