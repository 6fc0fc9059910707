namespace Listening.TestSupport;

/// <summary>A clock that stands still until a test moves it.</summary>
public sealed class ManualTimeProvider(DateTime utcNow) : TimeProvider
{
    /// <summary>What the clock shows, UTC.</summary>
    public DateTime UtcNow { get; set; } = DateTime.SpecifyKind(utcNow, DateTimeKind.Utc);

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Moves the clock on.</summary>
    public void Advance(TimeSpan by) => UtcNow += by;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => new(UtcNow);

    /// <inheritdoc/>
    public override long GetTimestamp() => UtcNow.Ticks;
}
