namespace Listening.Core.Retention;

/// <summary>How long posts may be kept: the arithmetic of retention, without storage or clock.</summary>
/// <remarks>No limit can be "never" or longer than <see cref="LongestHours"/>: the constructor refuses it.</remarks>
public sealed record RetentionPolicy
{
    /// <summary>The longest any rule may keep a post: 31 days.</summary>
    public const int LongestHours = 31 * 24;

    /// <summary>Creates a policy.</summary>
    /// <param name="standardHours">Hours a post is kept after it was collected, 1 to <see cref="LongestHours"/>; five days unless set.</param>
    /// <param name="noiseHours">Hours a post in the noise queue is kept, 1 to <paramref name="standardHours"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A limit is out of its range.</exception>
    public RetentionPolicy(int standardHours = 120, int noiseHours = 24)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(standardHours, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(standardHours, LongestHours);
        ArgumentOutOfRangeException.ThrowIfLessThan(noiseHours, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(noiseHours, standardHours);
        StandardHours = standardHours;
        NoiseHours = noiseHours;
    }

    /// <summary>Hours a post is kept after it was collected.</summary>
    public int StandardHours { get; }

    /// <summary>Hours a post in the noise queue is kept after it was collected.</summary>
    public int NoiseHours { get; }

    /// <summary>The limit of a post when it is collected: the platform's own when that is shorter.</summary>
    /// <param name="platformHours">What the platform allows; null when it sets no limit.</param>
    /// <exception cref="ArgumentOutOfRangeException">The platform's limit is less than an hour.</exception>
    public RetentionLimit AtCollection(int? platformHours)
    {
        if (platformHours is not { } hours) return new RetentionLimit(RetentionRule.Standard, StandardHours);
        ArgumentOutOfRangeException.ThrowIfLessThan(hours, 1, nameof(platformHours));
        return hours < StandardHours
            ? new RetentionLimit(RetentionRule.Platform, hours)
            : new RetentionLimit(RetentionRule.Standard, StandardHours);
    }

    /// <summary>The limit of a post once it is known to be noise: never longer than the one it had.</summary>
    public RetentionLimit AsNoise(RetentionLimit current) =>
        NoiseHours < current.Hours ? new RetentionLimit(RetentionRule.Noise, NoiseHours) : current;
}
