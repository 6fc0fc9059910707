namespace Listening.Host.Tests.Serving;

/// <summary>A clock that goes at the usual pace but shows another time.</summary>
internal sealed class ShiftedTime(TimeSpan shift) : TimeProvider
{
    /// <summary>How far it is from the real time.</summary>
    public TimeSpan Shift { get; set; } = shift;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Shift;
}
