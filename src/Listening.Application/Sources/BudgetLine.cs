using System.Globalization;
using Listening.Application.Collection;

namespace Listening.Application.Sources;

/// <summary>Says in words what a source used up today and what its day holds.</summary>
public static class BudgetLine
{
    /// <summary>One bucket, for example <c>search: 12 of 100 calls</c>.</summary>
    public static string Of(BudgetView budget)
    {
        string[] parts =
        [
            Part(budget.Used.Calls, budget.Allowances.Min(allowance => allowance.Calls), "calls"),
            Part(budget.Used.Units, budget.Allowances.Min(allowance => allowance.Units), "quota units"),
            Money(budget.Used.Cost, budget.Allowances.Min(allowance => allowance.Cost)),
        ];
        return (budget.Bucket.Length == 0 ? "" : budget.Bucket + ": ") + string.Join(", ", parts.Where(part => part.Length > 0));
    }

    private static string Part(long used, long? most, string what) => (used, most) switch
    {
        (0, null) when what != "calls" => "",
        (_, null) => string.Create(CultureInfo.InvariantCulture, $"{used:N0} {what}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{used:N0} of {most:N0} {what}"),
    };

    private static string Money(decimal used, decimal? most) => (used, most) switch
    {
        (0, null) => "",
        (_, null) => string.Create(CultureInfo.InvariantCulture, $"{used:0.00##} of money"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{used:0.00##} of {most:0.00##} of money"),
    };
}
