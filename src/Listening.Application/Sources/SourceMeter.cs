using System.Globalization;
using Listening.Core.Sources;

namespace Listening.Application.Sources;

/// <summary>Counts what one source uses up in a day of its platform, and stops it before its allowances are overspent.</summary>
/// <remarks>Counts here are the whole service's as of the last <see cref="SourceLedger.SettleAsync"/>, and this process's own since.</remarks>
/// <param name="allowances">The platform's and the organisation's own; the tightest counts.</param>
/// <param name="zone">Where the platform's day begins at midnight.</param>
/// <param name="time">The clock.</param>
public sealed class SourceMeter(IReadOnlyList<SourceAllowance> allowances, TimeZoneInfo zone, TimeProvider time) : ISourceMeter
{
    private readonly Lock _lock = new();
    private readonly Dictionary<UsageKey, SourceUsage> _used = [];
    private readonly Dictionary<UsageKey, SourceUsage> _unsaved = [];

    /// <summary>What a day holds.</summary>
    public IReadOnlyList<SourceAllowance> Allowances => allowances;

    /// <summary>The platform's present day.</summary>
    public DateOnly Today => DateOnly.FromDateTime(Local.DateTime);

    private DateTimeOffset Local => TimeZoneInfo.ConvertTime(time.GetUtcNow(), zone);

    /// <inheritdoc/>
    public SourceFailure? Take(SourceCharge charge)
    {
        var key = new UsageKey(Today, charge.Bucket);
        lock (_lock)
        {
            var after = _used.GetValueOrDefault(key).Plus(charge);
            if (allowances.FirstOrDefault(allowance => allowance.Bucket == charge.Bucket && after.Exceeds(allowance)) is { } spent)
                return new SourceFailure(SourceFailureKind.OverBudget, MessageOf(spent, after), UntilTomorrow()) { ConcernsSearchOnly = spent.Bucket.Length > 0 };
            Count(key, charge);
            return null;
        }
    }

    /// <inheritdoc/>
    public void Add(SourceCharge charge)
    {
        lock (_lock) Count(new UsageKey(Today, charge.Bucket), charge);
    }

    /// <summary>What was used up so far on a day, by bucket.</summary>
    public IReadOnlyDictionary<string, SourceUsage> UsedOn(DateOnly day)
    {
        lock (_lock) return _used.Where(used => used.Key.Day == day).ToDictionary(used => used.Key.Bucket, used => used.Value, StringComparer.Ordinal);
    }

    /// <summary>Takes out what was not saved yet; the caller saves it or puts it back by <see cref="PutBack"/>.</summary>
    internal IReadOnlyDictionary<UsageKey, SourceUsage> TakeUnsaved()
    {
        lock (_lock)
        {
            var unsaved = new Dictionary<UsageKey, SourceUsage>(_unsaved);
            _unsaved.Clear();
            return unsaved;
        }
    }

    /// <summary>Puts back what could not be saved.</summary>
    internal void PutBack(IReadOnlyDictionary<UsageKey, SourceUsage> unsaved)
    {
        lock (_lock)
        {
            foreach (var (key, usage) in unsaved) _unsaved[key] = _unsaved.GetValueOrDefault(key).Plus(usage);
        }
    }

    /// <summary>Learns what the whole service has used up on a day, and forgets the days before it.</summary>
    internal void Learn(DateOnly day, IReadOnlyDictionary<string, SourceUsage> saved)
    {
        lock (_lock)
        {
            foreach (var key in _used.Keys.Where(key => key.Day <= day).ToList()) _used.Remove(key);
            foreach (var (bucket, usage) in saved)
            {
                var key = new UsageKey(day, bucket);
                _used[key] = usage;
            }

            foreach (var (key, usage) in _unsaved.Where(unsaved => unsaved.Key.Day == day)) _used[key] = _used.GetValueOrDefault(key).Plus(usage);
        }
    }

    private void Count(UsageKey key, SourceCharge charge)
    {
        _used[key] = _used.GetValueOrDefault(key).Plus(charge);
        _unsaved[key] = _unsaved.GetValueOrDefault(key).Plus(charge);
    }

    private TimeSpan UntilTomorrow()
    {
        var tomorrow = Today.AddDays(1).ToDateTime(TimeOnly.MinValue);
        // Where clocks go forward at midnight the day begins an hour later.
        while (zone.IsInvalidTime(tomorrow)) tomorrow = tomorrow.AddMinutes(30);
        var wait = new DateTimeOffset(tomorrow, zone.GetUtcOffset(tomorrow)) - time.GetUtcNow();
        return wait > TimeSpan.FromSeconds(1) ? wait : TimeSpan.FromSeconds(1);
    }

    private static string MessageOf(SourceAllowance allowance, SourceUsage after) => string.Create(
        CultureInfo.InvariantCulture,
        $"The day's budget{(allowance.Bucket.Length == 0 ? "" : $" for {allowance.Bucket}")} is spent: {(after.Calls > allowance.Calls ? $"{allowance.Calls} calls" : after.Units > allowance.Units ? $"{allowance.Units} quota units" : $"{allowance.Cost} of money")} a day. It goes on when the platform's day is over; a larger budget is a setting of the source.");
}
