namespace Listening.Web;

/// <summary>What the pages can be told.</summary>
public sealed class WebOptions
{
    /// <summary>Zone used when <see cref="TimeZone"/> is not set.</summary>
    public const string UsualTimeZone = "Europe/London";

    /// <summary>IANA name of the zone in which times are shown; null for UK time, or UTC on a machine that has no zone data.</summary>
    public string? TimeZone { get; set; }

    /// <summary>Name shown at the top of every page.</summary>
    public string ServiceName { get; set; } = "Listening";
}
