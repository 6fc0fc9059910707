using Listening.Core.Auditing;

namespace Listening.Core.Tests.Auditing;

/// <summary>What is said, and of which entry, about a log of 30 entries signed at 10, 20 and 30.</summary>
public sealed class Verdicts : IDisposable
{
    private readonly WrittenLog _log = WrittenLog.Of(30);

    public void Dispose() => _log.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(30)]
    [InlineData(33)]
    [InlineData(1_000)]
    public async Task Nothing_is_wrong_with_a_log_that_nobody_touched(int entries)
    {
        using var log = WrittenLog.Of(entries);

        var verdict = await log.VerifyAsync();

        Assert.Null(verdict.Fault);
        Assert.Equal((entries, entries / 10, entries / 10 * 10), (verdict.Entries, verdict.Checkpoints, verdict.LastCheckpoint?.Size ?? 0));
    }

    [Fact]
    public async Task A_clock_that_went_back_is_no_fault_and_is_counted()
    {
        _log.Now = _log.Now.AddSeconds(-100.5);
        _log.Append("after the clock was set back", sign: true);

        var verdict = await _log.VerifyAsync();

        Assert.Null(verdict.Fault);
        Assert.Equal((1, 100), (verdict.ClockBacks, verdict.FurthestBack));
    }

    [Fact]
    public async Task An_entry_whose_content_was_changed_is_named()
    {
        _log.Entries[17] = _log.Entries[17] with { Json = WrittenLog.Entry(17, _log.Entries[17].At, "another thing").Json };
        await IsWrongAsync(LogFaultKind.Edited, 17, "Entry 17 was edited: its content does not give the hash that was kept with it.");
    }

    [Fact]
    public async Task Of_two_wrong_entries_the_first_is_named()
    {
        foreach (var entry in (int[])[25, 4, 12]) _log.Entries[entry] = _log.Entries[entry] with { LeafHash = new byte[32] };
        await IsWrongAsync(LogFaultKind.Edited, 4, "Entry 4 was edited: its content does not give the hash that was kept with it.");
    }

    [Fact]
    public async Task Missing_entries_are_named()
    {
        _log.Entries.RemoveRange(5, 3);
        await IsWrongAsync(LogFaultKind.Missing, 5, "Entries 5 to 7 are missing.");
    }

    [Fact]
    public async Task An_entry_in_the_place_of_one_that_was_taken_out_is_known_by_its_hash()
    {
        _log.Entries.RemoveAt(5);
        for (var i = 5; i < 29; i++) _log.Entries[i] = _log.Entries[i] with { Index = i, Json = LogEntryJson.AtPlace(_log.Entries[i].Json.Span, i) };
        await IsWrongAsync(LogFaultKind.OutOfOrder, 5, "What was appended as entry 6 stands at 5: entries before it are missing, or stand in another order.");
    }

    [Fact]
    public async Task Entries_in_another_order_are_named()
    {
        (_log.Entries[8], _log.Entries[9]) = (_log.Entries[9], _log.Entries[8]);
        await IsWrongAsync(LogFaultKind.OutOfOrder, 8, "Entry 9 stands where entry 8 belongs: the entries are out of order.");
    }

    [Fact]
    public async Task An_entry_that_stands_twice_is_named()
    {
        _log.Entries.Insert(11, _log.Entries[10]);
        await IsWrongAsync(LogFaultKind.OutOfOrder, 11, "Entry 10 stands again, or too late, where entry 11 belongs: inserted or out of order.");
    }

    [Fact]
    public async Task A_log_that_was_cut_off_is_shorter_than_what_was_signed()
    {
        _log.Entries.RemoveRange(22, 8);
        await IsWrongAsync(LogFaultKind.Truncated, 22, "The log has 22 entries, but 30 were signed on 2026-03-10 12:00:30 UTC: it was cut off, or rolled back to an older copy.");
    }

    [Fact]
    public async Task A_log_whose_hashes_were_made_anew_is_not_what_was_signed()
    {
        _log.Entries[14] = WrittenLog.Entry(14, _log.Entries[14].At, "another thing");
        await IsWrongAsync(
            LogFaultKind.Rewritten, 10, "Entries 10 to 19, or some of them, are not those that were signed on 2026-03-10 12:00:20 UTC, though each fits its own hash: rewritten.");
    }

    [Theory]
    [InlineData(null, "Entry 31 is 60 seconds earlier than the one before and does not say so: back-dated.")]
    [InlineData(5L, "Entry 31 is 60 seconds earlier than the one before, but says 5: one of both was given another time.")]
    public async Task An_earlier_time_has_to_say_so(long? says, string message)
    {
        _log.Append("in order");
        _log.Entries.Add(WrittenLog.Entry(31, _log.Entries[30].At.AddSeconds(-60), "earlier", says));
        await IsWrongAsync(LogFaultKind.BackDated, 31, message);
    }

    [Fact]
    public async Task Whoever_says_so_without_being_earlier_is_wrong_as_well()
    {
        _log.Entries.Add(WrittenLog.Entry(30, _log.Now, "later", 5));
        await IsWrongAsync(LogFaultKind.BackDated, 30, "Entry 30 says it is 5 seconds earlier than the one before, but it is not: one of both was given another time.");
    }

    [Fact]
    public async Task A_checkpoint_of_another_key_is_not_trusted()
    {
        using var other = LogSigningKey.Create();
        _log.Checkpoints[1] = other.Sign(20, _log.Checkpoints[1].Root, _log.Checkpoints[1].At);
        await IsWrongAsync(
            LogFaultKind.Forged, 20, $"The checkpoint of 2026-03-10 12:00:20 UTC over 20 entries was signed by key {other.Public.Id}, which is none of those given.");
        Assert.Null((await _log.VerifyAsync(_log.Key, other.Public)).Fault);
    }

    [Fact]
    public async Task A_checkpoint_that_was_changed_does_not_carry_its_signature()
    {
        _log.Checkpoints[0] = _log.Checkpoints[0] with { At = _log.Checkpoints[0].At.AddHours(1) };
        await IsWrongAsync(LogFaultKind.Forged, 10, "The checkpoint of 2026-03-10 13:00:10 UTC over 10 entries does not carry the signature it claims.");
    }

    [Fact]
    public async Task An_entry_that_cannot_be_read_is_named()
    {
        _log.Entries[3] = new LogEntry { Index = -1, Unreadable = "it is torn" };
        await IsWrongAsync(LogFaultKind.Unreadable, 3, "Entry 3 cannot be read: it is torn.");
    }

    private async Task IsWrongAsync(LogFaultKind kind, long entry, string message)
    {
        var fault = (await _log.VerifyAsync()).Fault;
        Assert.Equal(new LogFault(kind, entry, message), fault);
    }
}
