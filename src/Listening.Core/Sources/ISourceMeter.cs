namespace Listening.Core.Sources;

/// <summary>Counts what a source's requests use up, and stops them before the day's budget is overspent. Safe for threads.</summary>
public interface ISourceMeter
{
    /// <summary>Asks to make a request; what it uses is counted when it may be made.</summary>
    /// <returns>Null when it may; else the failure, with the time until the budget is new.</returns>
    SourceFailure? Take(SourceCharge charge);

    /// <summary>Counts what turned out only with the answer: posts that cost money, for example.</summary>
    void Add(SourceCharge charge);
}

/// <summary>What a request uses up.</summary>
/// <param name="Calls">Requests made.</param>
/// <param name="Units">Units of the platform's own quota.</param>
/// <param name="Cost">Money, in the currency of the platform's price list.</param>
/// <param name="Bucket">The platform's bucket it falls into, lower case; empty for its only or general one.</param>
public readonly record struct SourceCharge(int Calls, int Units = 0, decimal Cost = 0, string Bucket = "");

/// <summary>A day's allowance of one bucket. What is null is not limited.</summary>
/// <param name="Bucket">As in <see cref="SourceCharge"/>.</param>
/// <param name="Calls">Requests a day.</param>
/// <param name="Units">Quota units a day.</param>
/// <param name="Cost">Money a day.</param>
public sealed record SourceAllowance(string Bucket, long? Calls = null, long? Units = null, decimal? Cost = null);
