using Listening.Core.Retention;

namespace Listening.Core.Tests.Retention;

public class Limits
{
    [Theory]
    [InlineData(null, RetentionRule.Standard, 120)]
    [InlineData(1, RetentionRule.Platform, 1)]
    [InlineData(119, RetentionRule.Platform, 119)]
    [InlineData(120, RetentionRule.Standard, 120)]
    [InlineData(744, RetentionRule.Standard, 120)]
    public void A_platform_can_shorten_the_limit_and_never_lengthen_it(int? platformHours, RetentionRule rule, int hours) =>
        Assert.Equal(new RetentionLimit(rule, hours), PolicyWith(platformHours).AtCollection("platform"));

    [Theory]
    [InlineData(0)]
    [InlineData(-24)]
    [InlineData(745)]
    public void A_platform_limit_out_of_its_range_is_a_mistake(int hours) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => PolicyWith(hours));

    [Theory]
    [InlineData(null, 24, RetentionRule.Meeting, 144)]
    [InlineData(null, 200, RetentionRule.Meeting, 320)]
    [InlineData(null, 10_000, RetentionRule.Meeting, 744)]
    [InlineData(null, 0, RetentionRule.Standard, 120)]
    [InlineData(null, -500, RetentionRule.Standard, 120)]
    [InlineData(48, 24, RetentionRule.Platform, 48)]
    [InlineData(130, 24, RetentionRule.Meeting, 144)]
    public void A_meeting_keeps_until_five_days_after_it_but_never_longer_than_a_platform_or_the_cap(int? platformHours, int meetingHours, RetentionRule rule, int hours)
    {
        var collected = new DateTime(2026, 3, 10, 12, 30, 0, DateTimeKind.Utc);
        Assert.Equal(
            new RetentionLimit(rule, hours), PolicyWith(platformHours).ForMeeting(collected, "platform", collected.AddHours(meetingHours)));
    }

    [Fact]
    public void Two_policies_keep_alike_when_every_limit_is_the_same()
    {
        var rules = PolicyWith(48);
        Assert.True(rules.KeepsLike(PolicyWith(48) with { Version = 7 }));
        Assert.False(rules.KeepsLike(PolicyWith(null)));
        Assert.False(rules.KeepsLike(PolicyWith(47)));
        Assert.False(new RetentionPolicy(120, 24).KeepsLike(new RetentionPolicy(121, 24)));
        Assert.False(new RetentionPolicy(120, 24).KeepsLike(new RetentionPolicy(120, 23)));
    }

    private static RetentionPolicy PolicyWith(int? platformHours) =>
        new(platformHours: platformHours is { } hours ? new Dictionary<string, int> { ["platform"] = hours } : null);

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
