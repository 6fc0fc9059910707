using Listening.Core.Triage;

namespace Listening.Application.Storage;

/// <summary>A post in its queue: one for a post, so the post's number is its number.</summary>
public sealed class TriageItemRow
{
    public long PostId { get; set; }

    public TriageQueue Queue { get; set; }

    /// <summary>0 to 1, as the deciding rule states.</summary>
    public float Confidence { get; set; }

    public required string RuleId { get; set; }

    /// <summary>Version of the rules that decided.</summary>
    public required string RuleSetVersion { get; set; }

    /// <summary>The reasons as a JSON list of strings, sealed like the post's content because they quote it.</summary>
    public required byte[] Reasons { get; set; }

    /// <summary>The post's revision that was routed; an edit afterwards is routed again.</summary>
    public int Revision { get; set; }

    public DateTime RoutedAt { get; set; }
}
