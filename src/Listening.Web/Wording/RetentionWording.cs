using Listening.Application.Storage;
using Listening.Core.Retention;

namespace Listening.Web.Wording;

/// <summary>How retention reads on the pages.</summary>
internal static class RetentionWording
{
    /// <summary>A rule's name, for example <c>Platform</c>.</summary>
    public static string Title(this RetentionRule rule) => rule switch
    {
        RetentionRule.Standard => "Usual limit",
        RetentionRule.Platform => "Platform",
        RetentionRule.Noise => "Noise",
        RetentionRule.Meeting => "Meeting",
        RetentionRule.Hold => "Hold",
        _ => rule.ToString(),
    };

    /// <summary>Why posts were deleted.</summary>
    public static string Words(this DeletionReason reason) => reason switch
    {
        DeletionReason.LimitPassed => "Limit passed",
        DeletionReason.DeletedUpstream => "Gone on the platform",
        DeletionReason.NoLongerMatches => "No search finds it since an edit",
        DeletionReason.PersonAsked => "Its author asked for it",
        DeletionReason.HandedOver => "Handed over to the case system",
        _ => reason.ToString(),
    };

    /// <summary>A limit in words: whole days from three days on.</summary>
    public static string Length(int hours) => hours >= 72 && hours % 24 == 0 ? Lengths.Count(hours / 24, "day") : Lengths.Count(hours, "hour");

    /// <summary>What a version of the rules says, each rule as a sentence. Names of sources are given apart, because staff write them.</summary>
    public static IEnumerable<string> Sentences(RetentionPolicy rules)
    {
        yield return $"Everything is deleted {Length(rules.StandardHours)} after it was collected.";
        yield return $"Noise is deleted {Length(rules.NoiseHours)} after it was collected.";
        foreach (var (source, hours) in rules.PlatformHours)
            yield return $"{source} allows {Length(hours)}{(hours < rules.StandardHours ? ", so its posts go sooner." : ": the usual limit is shorter and counts.")}";
    }

    /// <summary>How late something was, for example <c>12 minutes</c>.</summary>
    public static string Late(TimeSpan lateness) => lateness < TimeSpan.FromMinutes(1) ? "under a minute" : Lengths.Exact(lateness);
}
