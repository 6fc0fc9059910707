using Listening.Application.Storage;
using Listening.Core.Sources;

namespace Listening.Application.Sources;

/// <summary>What was used up.</summary>
/// <param name="Calls">Requests.</param>
/// <param name="Units">Units of the platform's quota.</param>
/// <param name="Cost">Money, in the price list's currency.</param>
public readonly record struct SourceUsage(long Calls, long Units, decimal Cost)
{
    private const decimal MicrosInOne = 1_000_000;

    internal long CostMicros => (long)decimal.Round(Cost * MicrosInOne);

    internal static SourceUsage Of(SourceUsageRow row) => new(row.Calls, row.Units, row.CostMicros / MicrosInOne);

    internal SourceUsage Plus(SourceCharge charge) => new(Calls + charge.Calls, Units + charge.Units, Cost + charge.Cost);

    internal SourceUsage Plus(SourceUsage other) => new(Calls + other.Calls, Units + other.Units, Cost + other.Cost);

    internal bool Exceeds(SourceAllowance allowance) => Calls > allowance.Calls || Units > allowance.Units || Cost > allowance.Cost;
}

/// <summary>A day and a bucket of one source.</summary>
internal readonly record struct UsageKey(DateOnly Day, string Bucket);
