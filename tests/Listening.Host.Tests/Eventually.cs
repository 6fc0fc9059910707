using System.Diagnostics;

namespace Listening.Host.Tests;

/// <summary>Waits for what another thread or process brings about.</summary>
internal static class Eventually
{
    public static Task TrueAsync(Func<Task<bool>> condition, string otherwise, TimeSpan limit) =>
        TrueAsync(condition, () => Task.FromResult(otherwise), limit);

    public static async Task TrueAsync(Func<Task<bool>> condition, Func<Task<string>> otherwise, TimeSpan limit)
    {
        var waited = Stopwatch.StartNew();
        while (!await condition())
        {
            if (waited.Elapsed > limit) throw new TimeoutException($"After {limit}: {await otherwise()}.");
            await Task.Delay(100);
        }
    }
}
