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

    /// <summary>The post's own, once more: queues are counted and ordered by it without reading the posts.</summary>
    public DateTime DueAt { get; set; }

    /// <summary>The post's source, once more: queues are filtered by it.</summary>
    public int SourceId { get; set; }

    /// <summary>The language the platform states, without region, such as <c>cy</c>; null when it states none.</summary>
    public string? Lang { get; set; }

    public ItemState State { get; set; }

    /// <summary>Number of the account that has it; null when nobody has.</summary>
    public int? AssignedTo { get; set; }

    /// <summary>What came of it; null while it is open.</summary>
    public ItemOutcome? Outcome { get; set; }

    /// <summary>When somebody first did something with it; null when nobody has.</summary>
    public DateTime? FirstActionAt { get; set; }

    /// <summary>One more with every action and every new routing: whoever acts on an older state is told what happened instead.</summary>
    public int Version { get; set; }
}
