using System.Globalization;
using Listening.Application.Storage;

namespace Listening.Application.Sources;

/// <summary>
/// Learns how long a source is usually quiet, so that one that falls silent without a failure (a token lost, an empty
/// answer) is noticed.
/// </summary>
/// <remarks>
/// The usual quiet is the longest pause between two reads that gave posts, fading by half in a week, so that the quiet of
/// nights and weekends is known and that of a holiday long ago is not. A source is silent when it has been quiet for four
/// times as long, and for an hour at least.
/// </remarks>
public static class SourceRhythm
{
    /// <summary>Reads with posts before anything is concluded.</summary>
    public const int EnoughDeliveries = 20;

    private const int FarLonger = 4;
    private static readonly TimeSpan Least = TimeSpan.FromHours(1);
    private static readonly TimeSpan HalfLife = TimeSpan.FromDays(7);

    /// <summary>Notes that a read gave posts.</summary>
    public static void NoteDelivery(SourceRow source, DateTime now)
    {
        if (source.DeliveredAt is { } last && now > last)
        {
            var pause = now - last;
            var faded = source.UsualQuiet * Math.Pow(0.5, pause / HalfLife);
            source.UsualQuiet = (long)Math.Max(pause.TotalSeconds, faded);
        }

        source.DeliveredAt = now;
        source.Deliveries++;
    }

    /// <summary>How long it may be quiet before it is called silent; null while too little is known of it.</summary>
    public static TimeSpan? LongestQuiet(SourceRow source)
    {
        if (source.Deliveries < EnoughDeliveries) return null;
        var longest = TimeSpan.FromSeconds(source.UsualQuiet * FarLonger);
        return longest > Least ? longest : Least;
    }

    /// <summary>What a silent source says to staff.</summary>
    public static string ProblemOf(SourceRow source, DateTime now) => string.Create(
        CultureInfo.InvariantCulture,
        $"It answers, but has given no post for {(now - source.DeliveredAt!.Value).TotalHours:N0} hours; its longest usual quiet is {TimeSpan.FromSeconds(source.UsualQuiet).TotalHours:N1} hours. See whether its sign-in still has its rights and whether its searches still find anything.");

    /// <summary>True when a source that used to deliver has been quiet for far longer than usual.</summary>
    public static bool IsSilent(SourceRow source, DateTime now) =>
        source.DeliveredAt is { } last && LongestQuiet(source) is { } longest && now - last > longest;
}
