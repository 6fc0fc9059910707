using Listening.Core.Retention;

namespace Listening.Core.Tests.Retention;

public class Limits
{
    [Theory]
    [InlineData(null, RetentionRule.Standard, 120)]
    [InlineData(1, RetentionRule.Platform, 1)]
    [InlineData(119, RetentionRule.Platform, 119)]
    [InlineData(120, RetentionRule.Standard, 120)]
    [InlineData(100_000, RetentionRule.Standard, 120)]
    public void A_platform_can_shorten_the_limit_and_never_lengthen_it(int? platformHours, RetentionRule rule, int hours) =>
        Assert.Equal(new RetentionLimit(rule, hours), new RetentionPolicy().AtCollection(platformHours));

    [Theory]
    [InlineData(0)]
    [InlineData(-24)]
    public void A_platform_limit_of_less_than_an_hour_is_a_mistake(int hours) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new RetentionPolicy().AtCollection(hours));

    [Theory]
    [InlineData(RetentionRule.Standard, 120, RetentionRule.Noise, 24)]
    [InlineData(RetentionRule.Platform, 48, RetentionRule.Noise, 24)]
    [InlineData(RetentionRule.Platform, 24, RetentionRule.Platform, 24)]
    [InlineData(RetentionRule.Platform, 6, RetentionRule.Platform, 6)]
    [InlineData(RetentionRule.Noise, 24, RetentionRule.Noise, 24)]
    public void Noise_can_shorten_a_limit_and_never_lengthen_it(RetentionRule before, int hoursBefore, RetentionRule after, int hoursAfter) =>
        Assert.Equal(new RetentionLimit(after, hoursAfter), new RetentionPolicy().AsNoise(new RetentionLimit(before, hoursBefore)));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 24)]
    [InlineData(-1, 24)]
    [InlineData(745, 24)]
    [InlineData(120, 0)]
    [InlineData(120, -1)]
    [InlineData(120, 121)]
    public void A_policy_that_would_keep_for_ever_or_delete_at_once_is_refused(int standardHours, int noiseHours) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new RetentionPolicy(standardHours, noiseHours));

    [Theory]
    [InlineData(1, 1)]
    [InlineData(744, 744)]
    [InlineData(120, 24)]
    public void A_policy_within_its_bounds_is_taken(int standardHours, int noiseHours)
    {
        var policy = new RetentionPolicy(standardHours, noiseHours);
        Assert.Equal((standardHours, noiseHours), (policy.StandardHours, policy.NoiseHours));
    }
}
