using System.Collections.Concurrent;

namespace Listening.Sources.Tests.Http;

/// <summary>A clock that stands still and whose waits are noted and over at once.</summary>
/// <remarks>Waits of an hour or more are time limits, not pauses: those run as long as they say.</remarks>
internal sealed class HurriedTime(DateTime utcNow) : TimeProvider
{
    private readonly ConcurrentQueue<TimeSpan> waits = new();

    public IReadOnlyList<TimeSpan> Waits => [.. waits];

    public override DateTimeOffset GetUtcNow() => new(utcNow);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime <= TimeSpan.Zero || dueTime >= TimeSpan.FromHours(1)) return base.CreateTimer(callback, state, dueTime, period);
        waits.Enqueue(dueTime);
        return base.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
