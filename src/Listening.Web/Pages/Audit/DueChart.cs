using System.Globalization;
using Listening.Application.Auditing;
using Listening.Core.Retention;
using Listening.Web.Components;
using Listening.Web.Wording;

namespace Listening.Web.Pages.Audit;

/// <summary>What was due on each day as a chart: deleted by rule, kept by a hold, and what should be gone.</summary>
internal static class DueChart
{
    private const int LabelEvery = 7;

    /// <summary>What the bars are made of, from the bottom up.</summary>
    public static IReadOnlyList<ChartSeries> Series(IReadOnlyList<RetentionRule> rules) =>
    [
        .. rules.Select(rule => new ChartSeries($"Deleted: {rule.Title().ToLowerInvariant()}", rule.ToString().ToLowerInvariant())),
        new ChartSeries("On hold", "held"), new ChartSeries("Not deleted", "overdue"),
    ];

    /// <summary>The chart.</summary>
    public static BarChart Of(IReadOnlyList<DueDay> days, IReadOnlyList<RetentionRule> rules) => new(
        "due", "Posts by the day on which they were due for deletion", Description(days), Series(rules),
        [.. days.Select((day, at) => new ChartBar((days.Count - 1 - at) % LabelEvery == 0 ? day.Day.ToString("d MMM", CultureInfo.InvariantCulture) : "", Whole(day), Values(day, rules)))]);

    /// <summary>What can be seen in it.</summary>
    public static string Description(IReadOnlyList<DueDay> days)
    {
        var (due, done, held, overdue) = (days.Sum(day => day.Due), days.Sum(day => day.Done), days.Sum(day => day.OnHold), days.Sum(day => day.Overdue));
        if (due == 0) return "Nothing was due in this time.";
        return done == due
            ? $"{Lengths.Count(due, "post")} {Was(due)} due, and {(due == 1 ? "it was" : "all were")} deleted."
            : $"{Lengths.Count(due, "post")} {Was(due)} due. {Lengths.Number(done)} {Was(done)} deleted, {Lengths.Number(held)} {Is(held)} on hold, and {Lengths.Number(overdue)} should be gone and {Is(overdue)} not.";
    }

    private static IReadOnlyList<int> Values(DueDay day, IReadOnlyList<RetentionRule> rules) =>
        [.. rules.Select(rule => day.Deleted.GetValueOrDefault(rule)), day.OnHold, day.Overdue];

    private static string Whole(DueDay day) =>
        $"{day.Day.Words()}: {Lengths.Number(day.Due)} due, {Lengths.Number(day.Done)} deleted, {Lengths.Number(day.OnHold)} on hold, {Lengths.Number(day.Overdue)} not deleted";

    private static string Was(int number) => number == 1 ? "was" : "were";

    private static string Is(int number) => number == 1 ? "is" : "are";
}
