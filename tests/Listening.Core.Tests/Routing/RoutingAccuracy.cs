using System.Globalization;
using Listening.Core.Triage;

namespace Listening.Core.Tests.Routing;

/// <summary>How many labelled posts reach the queue that a person chose.</summary>
internal sealed class RoutingAccuracy(IReadOnlyList<RoutedCase> cases)
{
    public double Overall => Share(cases);

    /// <summary>Of the posts that belong in a queue, the share that reaches it.</summary>
    public IReadOnlyDictionary<TriageQueue, double> Recall { get; } =
        cases.GroupBy(each => each.Expected).ToDictionary(group => group.Key, group => Share([.. group]));

    public string Report => string.Join('\n', (string[])
    [
        string.Create(CultureInfo.InvariantCulture, $"{Overall:P1} of {cases.Count} posts"),
        .. TriageQueues.All.Select(queue => string.Create(CultureInfo.InvariantCulture,
            $"  {queue.Name(),-20} recall {Recall[queue],6:P0} of {cases.Count(each => each.Expected == queue),3}, precision {Precision(queue),6:P0}")),
        .. cases.Where(each => !each.IsRight).Select(each => each.Miss),
    ]);

    private double Precision(TriageQueue queue) => Share([.. cases.Where(each => each.Decision.Queue == queue)]);

    private static double Share(IReadOnlyCollection<RoutedCase> cases) =>
        cases.Count == 0 ? 0 : (double)cases.Count(each => each.IsRight) / cases.Count;
}
