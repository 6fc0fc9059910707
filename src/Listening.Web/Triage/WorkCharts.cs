using System.Globalization;
using Listening.Application.Storage;
using Listening.Application.Triage;
using Listening.Core.Triage;
using Listening.Web.Components;
using Listening.Web.Wording;

namespace Listening.Web.Triage;

/// <summary>How the work goes, as charts whose numbers stand in tables beside them.</summary>
internal static class WorkCharts
{
    /// <summary>How long items wait for somebody, in the order of the table.</summary>
    public static IReadOnlyList<(string Words, TriageCountKind Kind)> Speeds { get; } =
    [
        ("Within an hour", TriageCountKind.WithinHour), ("Within 4 hours", TriageCountKind.WithinFourHours),
        ("Within a day", TriageCountKind.WithinDay), ("Later", TriageCountKind.Later),
    ];

    /// <summary>The outcomes, in the order of the table.</summary>
    public static IReadOnlyList<(string Words, TriageCountKind Kind)> Outcomes { get; } =
        [.. ItemOutcomes.All.Select(outcome => (outcome.Title(), (TriageCountKind)((int)outcome + 10)))];

    /// <summary>What the bars of the volumes are made of.</summary>
    public static IReadOnlyList<ChartSeries> Series(IEnumerable<TriageQueue> queues) =>
        [.. queues.Select(queue => new ChartSeries(queue.Title(), $"queue-{(int)queue}"))];

    /// <summary>New posts by day and queue.</summary>
    public static BarChart Volumes(TriageFigures figures, IReadOnlyList<DateOnly> days, IReadOnlyList<TriageQueue> queues)
    {
        var all = figures.Of(TriageCountKind.Arrived);
        return new BarChart(
            "volumes", "New posts by day and queue", $"{Lengths.Count(all, "post")} in {Lengths.Count(days.Count, "day")}.", Series(queues),
            [.. days.Select(day => new ChartBar(day.ToString("d MMM", CultureInfo.InvariantCulture), Whole(figures, day, queues), [.. queues.Select(queue => figures.Of(day, queue, TriageCountKind.Arrived))]))]);
    }

    /// <summary>A number as a share of a whole, such as <c>25%</c>; a dash when there is no whole.</summary>
    public static string Share(int part, int whole) =>
        whole <= 0 ? "–" : string.Create(CultureInfo.InvariantCulture, $"{Math.Round(100.0 * Math.Max(0, part) / whole)}%");

    private static string Whole(TriageFigures figures, DateOnly day, IReadOnlyList<TriageQueue> queues) =>
        $"{day.Words()}: {string.Join(", ", queues.Select(queue => $"{queue.Title()} {Lengths.Number(figures.Of(day, queue, TriageCountKind.Arrived))}"))}";
}
