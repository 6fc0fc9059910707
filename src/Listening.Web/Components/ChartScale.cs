namespace Listening.Web.Components;

/// <summary>The numbers beside a chart.</summary>
/// <param name="Top">The number at its upper edge; at least 1.</param>
/// <param name="Lines">Where lines are drawn, from 0 to <paramref name="Top"/>.</param>
internal sealed record ChartScale(int Top, IReadOnlyList<int> Lines)
{
    /// <summary>A scale of round numbers that holds everything up to the highest.</summary>
    public static ChartScale Over(int highest)
    {
        if (highest <= 4) return Of(Math.Max(1, highest), 1);
        var power = 1;
        while (highest / 10 > power && power < 100_000_000) power *= 10;
        foreach (var step in new[] { power, power * 2, power * 5 })
            if (highest <= step * 5L) return Of((highest + step - 1) / step * step, step);
        return Of((int)Math.Min(int.MaxValue / 2, (highest + power * 10L - 1) / (power * 10L) * (power * 10L)), power * 10);
    }

    private static ChartScale Of(int top, int step) => new(top, [.. Enumerable.Range(0, top / step + 1).Select(line => line * step)]);
}
