namespace Listening.Web.Components;

/// <summary>The numbers beside a chart.</summary>
/// <param name="Top">The number at its upper edge; at least 1.</param>
/// <param name="Lines">Where lines are drawn, from 0 to <paramref name="Top"/>.</param>
internal sealed record ChartScale(int Top, IReadOnlyList<int> Lines)
{
    private const int Highest = 2_000_000_000;
    private const int MostSteps = 5;

    /// <summary>A scale of round numbers that holds everything up to the highest.</summary>
    public static ChartScale Over(int highest)
    {
        highest = Math.Clamp(highest, 1, Highest);
        var step = Steps().First(step => highest <= step * MostSteps);
        var steps = (int)((highest + step - 1) / step);
        return new ChartScale((int)(steps * step), [.. Enumerable.Range(0, steps + 1).Select(line => (int)(line * step))]);
    }

    private static IEnumerable<long> Steps()
    {
        for (var power = 1L; power < Highest; power *= 10)
        {
            yield return power;
            yield return power * 2;
            yield return power * 5;
        }
    }
}
