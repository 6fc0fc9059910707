namespace Listening.Application.Auditing;

/// <summary>How long after its limit something was deleted.</summary>
public static class Lateness
{
    /// <summary>The time after the limit; what was deleted before it is not late at all.</summary>
    public static TimeSpan Of(TimeSpan afterLimit) => afterLimit > TimeSpan.Zero ? afterLimit : TimeSpan.Zero;

    /// <summary>The lateness that half of all posts stay within.</summary>
    /// <param name="groups">Numbers of posts with the lateness of each.</param>
    public static TimeSpan Median(IEnumerable<(TimeSpan Lateness, long Posts)> groups)
    {
        var ordered = groups.OrderBy(group => group.Lateness).ToList();
        var left = (ordered.Sum(group => group.Posts) + 1) / 2;
        foreach (var (lateness, posts) in ordered)
        {
            left -= posts;
            if (left <= 0) return lateness;
        }

        return TimeSpan.Zero;
    }
}
