namespace Listening.Core.Retention;

/// <summary>How long posts may be kept: one version of the rules, without storage or clock.</summary>
/// <remarks>No limit can be "never" or longer than <see cref="LongestHours"/>: the constructor refuses it.</remarks>
public sealed record RetentionPolicy
{
    /// <summary>The longest any rule may keep a post: 31 days.</summary>
    public const int LongestHours = 31 * 24;

    /// <summary>Creates a policy.</summary>
    /// <param name="standardHours">Hours a post is kept after it was collected, 1 to <see cref="LongestHours"/>; five days unless set.</param>
    /// <param name="noiseHours">Hours a post in the noise queue is kept, 1 to <paramref name="standardHours"/>.</param>
    /// <param name="platformHours">What platforms allow in hours, 1 to <see cref="LongestHours"/>, by the name of the source.</param>
    /// <exception cref="ArgumentOutOfRangeException">A limit is out of its range.</exception>
    public RetentionPolicy(int standardHours = 120, int noiseHours = 24, IReadOnlyDictionary<string, int>? platformHours = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(standardHours, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(standardHours, LongestHours);
        ArgumentOutOfRangeException.ThrowIfLessThan(noiseHours, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(noiseHours, standardHours);
        foreach (var hours in platformHours?.Values ?? [])
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(hours, 1, nameof(platformHours));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(hours, LongestHours, nameof(platformHours));
        }

        StandardHours = standardHours;
        NoiseHours = noiseHours;
        PlatformHours = new SortedDictionary<string, int>(platformHours?.ToDictionary() ?? [], StringComparer.Ordinal);
    }

    /// <summary>Which version of the rules this is, from 1.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Hours a post is kept after it was collected.</summary>
    public int StandardHours { get; }

    /// <summary>Hours a post in the noise queue is kept after it was collected.</summary>
    public int NoiseHours { get; }

    /// <summary>What platforms allow, in hours, by the name of the source.</summary>
    public IReadOnlyDictionary<string, int> PlatformHours { get; }

    /// <summary>The limit of a post when it is collected: the platform's own when that is shorter.</summary>
    /// <param name="source">The source's name.</param>
    public RetentionLimit AtCollection(string source) => PlatformHours.TryGetValue(source, out var hours) && hours < StandardHours
        ? new RetentionLimit(RetentionRule.Platform, hours)
        : new RetentionLimit(RetentionRule.Standard, StandardHours);

    /// <summary>The limit of a post once it is known to be noise: never longer than the one it had.</summary>
    public RetentionLimit AsNoise(RetentionLimit current) =>
        NoiseHours < current.Hours ? new RetentionLimit(RetentionRule.Noise, NoiseHours) : current;

    /// <summary>The limit of a post kept for a meeting: the standard time after the meeting, never beyond the longest limit or what the platform allows.</summary>
    /// <param name="collectedAt">When the post was collected, UTC.</param>
    /// <param name="source">The source's name.</param>
    /// <param name="meetingAt">When the meeting is, UTC.</param>
    /// <returns>The limit; the one at collection when the meeting gives no more time.</returns>
    public RetentionLimit ForMeeting(DateTime collectedAt, string source, DateTime meetingAt)
    {
        var usual = AtCollection(source);
        var hours = Math.Min(LongestHours, (int)Math.Floor((meetingAt - collectedAt).TotalHours) + StandardHours);
        return usual.Rule == RetentionRule.Platform || hours <= usual.Hours ? usual : new RetentionLimit(RetentionRule.Meeting, hours);
    }

    /// <summary>True when both keep everything equally long, whatever their versions.</summary>
    public bool KeepsLike(RetentionPolicy other) =>
        StandardHours == other.StandardHours && NoiseHours == other.NoiseHours && PlatformHours.SequenceEqual(other.PlatformHours);
}
