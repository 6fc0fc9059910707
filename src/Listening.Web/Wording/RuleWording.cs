using Listening.Core.Retention;

namespace Listening.Web.Wording;

/// <summary>Why a post is deleted when it is, in words.</summary>
internal static class RuleWording
{
    /// <summary>The rule as the end of the sentence "It is deleted then because".</summary>
    public static string InWords(this RetentionRule rule) => rule switch
    {
        RetentionRule.Standard => "the organisation keeps posts no longer",
        RetentionRule.Platform => "the platform allows no longer",
        RetentionRule.Noise => "it was sorted as noise",
        RetentionRule.Meeting => "it is kept for a meeting",
        RetentionRule.Hold => "a hold keeps it",
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "This rule has no words."),
    };
}
