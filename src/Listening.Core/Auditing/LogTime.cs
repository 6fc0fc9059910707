namespace Listening.Core.Auditing;

/// <summary>Times as the log keeps them.</summary>
public static class LogTime
{
    /// <summary>How a time is written: UTC, six digits of a second.</summary>
    public const string Format = "yyyy-MM-ddTHH:mm:ss.ffffffZ";

    /// <summary>The time without what not every database keeps: parts of a microsecond.</summary>
    public static DateTime Settle(DateTime time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerMicrosecond));

    /// <summary>The seconds, at least one, by which a time is earlier than the one before it; null when it is not earlier.</summary>
    public static long? ClockBack(DateTime before, DateTime time) =>
        time < before ? ((before - time).Ticks + TimeSpan.TicksPerSecond - 1) / TimeSpan.TicksPerSecond : null;
}
