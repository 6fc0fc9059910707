namespace Listening.Sources.YouTube;

/// <summary>
/// What is noted of a video or a thread, in one number: the day it is of, by which it is forgotten, and below that whatever
/// changes when something under it changes; 0 there when nothing is under it.
/// </summary>
internal static class ItemStamp
{
    private const int StateBits = 51;
    private const long States = (1L << StateBits) - 1;
    // Twelve bits of days: the eleven years after which they begin again are longer than anything is noted.
    private const int Days = 1 << 12;

    /// <summary>A stamp.</summary>
    /// <param name="day">When the video or thread was published, UTC.</param>
    /// <param name="state">Up to 51 bits.</param>
    public static long Of(DateTime day, long state) => (Day(day) << StateBits) | Math.Clamp(state, 0, States);

    /// <summary>True when nothing stands under the video or thread.</summary>
    public static bool IsEmpty(long stamp) => (stamp & States) == 0;

    /// <summary>True when it is of a day before an instant.</summary>
    /// <param name="stamp">The stamp.</param>
    /// <param name="from">The instant.</param>
    public static bool IsBefore(long stamp, DateTime from) => (Day(from) - (stamp >> StateBits) + Days) % Days is > 0 and < Days / 2;

    private static long Day(DateTime time) => time.Ticks / TimeSpan.TicksPerDay % Days;
}
