using System.Text.Json.Serialization;
using Listening.Application.Triage;
using Listening.Core.Matching;
using Listening.Core.Posts;
using Listening.Core.Triage;

namespace Listening.Web.Api;

/// <summary>One page of a queue.</summary>
/// <param name="Items">The items in the order that was asked for.</param>
/// <param name="Next">What to give as <c>after</c> for the next page; null when this is the last.</param>
/// <param name="Total">Items over all pages, counted up to ten thousand.</param>
public sealed record ItemList(IReadOnlyList<ItemRead> Items, string? Next, int Total);

/// <summary>One item of a queue.</summary>
public sealed record ItemRead
{
    /// <summary>Its number.</summary>
    public required long Id { get; init; }

    /// <summary>Its version: what is done with it is refused when it has another by then.</summary>
    public required int Version { get; init; }

    /// <summary>The queue it is in.</summary>
    public required string Queue { get; init; }

    /// <summary>open or closed.</summary>
    public required string State { get; init; }

    /// <summary>What came of it; null while it is open.</summary>
    public required string? Outcome { get; init; }

    /// <summary>Number of the account that has it; null when nobody has.</summary>
    public required int? AssignedTo { get; init; }

    /// <summary>The source it came from.</summary>
    public required string Source { get; init; }

    /// <summary>When it was collected.</summary>
    public required DateTime CollectedAt { get; init; }

    /// <summary>When everything about it is deleted; whoever copies it has to delete it then as well.</summary>
    public required DateTime DeletedAt { get; init; }

    /// <summary>True when a hold keeps it longer.</summary>
    public required bool IsOnHold { get; init; }

    /// <summary>Why it is in this queue.</summary>
    public required IReadOnlyList<string> Reasons { get; init; }

    /// <summary>The routing rule that decided.</summary>
    public required string Rule { get; init; }

    /// <summary>Version of the rules.</summary>
    public required string RuleSetVersion { get; init; }

    /// <summary>How sure the rule is, 0 to 1.</summary>
    public required double Confidence { get; init; }

    /// <summary>The saved searches that found it, each in its version.</summary>
    public required IReadOnlyList<FoundBy> FoundBy { get; init; }

    /// <summary>What is to be said of the attention that the post's author got, when it was much; else null.</summary>
    public required string? Attention { get; init; }

    /// <summary>The post; null when it cannot be read any more, or when attention has closed it.</summary>
    public required PostRead? Post { get; init; }

    internal static ItemRead Of(ItemView item) => new()
    {
        Id = item.Id,
        Version = item.Version,
        Queue = item.Queue.Name(),
        State = item.State.ToString().ToLowerInvariant(),
        Outcome = item.Outcome?.Name(),
        AssignedTo = item.AssignedTo,
        Source = item.SourceName,
        CollectedAt = item.CollectedAt,
        DeletedAt = item.DueAt,
        IsOnHold = item.IsOnHold,
        Reasons = item.Reasons,
        Rule = item.RuleId,
        RuleSetVersion = item.RuleSetVersion,
        Confidence = item.Confidence,
        FoundBy = item.FoundBy,
        Attention = item.Attention?.Words,
        Post = item.Post is { } post ? PostRead.Of(post, item.Spans) : null,
    };
}

/// <summary>A post as its source gave it: foreign text, never to be trusted.</summary>
/// <param name="Text">Its words.</param>
/// <param name="Marks">The parts of the text that a search found, in UTF-16 units.</param>
/// <param name="AuthorName">What its author is called; empty when the platform does not say.</param>
/// <param name="AuthorHandle">The author's handle; empty when the platform does not say.</param>
/// <param name="CreatedAt">When it was published.</param>
/// <param name="Url">Its address; null when the platform has none.</param>
/// <param name="Language">As the platform states it; null when it does not.</param>
public sealed record PostRead(
    string Text, IReadOnlyList<TextSpan> Marks, string AuthorName, string AuthorHandle, DateTime CreatedAt, string? Url, string? Language)
{
    internal static PostRead Of(Post post, IReadOnlyList<TextSpan> spans) =>
        new(post.Text, spans, post.Author.Name, post.Author.Handle, post.CreatedAt, post.Url, post.Lang);
}

/// <summary>Something to be done with an item.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ActionWrite
{
    private static readonly Dictionary<string, ItemActionKind> Kinds = new(StringComparer.Ordinal)
    {
        ["assign"] = ItemActionKind.Assigned,
        ["release"] = ItemActionKind.Released,
        ["move"] = ItemActionKind.Moved,
        ["close"] = ItemActionKind.Closed,
        ["reopen"] = ItemActionKind.Reopened,
        ["note"] = ItemActionKind.Noted,
    };

    private static readonly Dictionary<string, MoveReason> MoveReasons = new(StringComparer.Ordinal)
    {
        ["words-misread"] = Core.Triage.MoveReason.WordsMisread,
        ["context"] = Core.Triage.MoveReason.Context,
        ["other-team"] = Core.Triage.MoveReason.OtherTeam,
    };

    /// <summary>assign, release, move, close, reopen or note. A program takes nothing for itself: it assigns.</summary>
    public required string Action { get; init; }

    /// <summary>The item's version that was read.</summary>
    public required int Version { get; init; }

    /// <summary>Where to, for move.</summary>
    public string? Queue { get; init; }

    /// <summary>Why, for move: words-misread, context or other-team.</summary>
    public string MoveReason { get; init; } = "words-misread";

    /// <summary>What came of it, for close: replied, passed-on, handed-over, no-action or noise.</summary>
    public string? Outcome { get; init; }

    /// <summary>Number of the account, for assign.</summary>
    public int? Assignee { get; init; }

    /// <summary>The note, or words beside another action; sealed, and deleted with the item.</summary>
    public string? Note { get; init; }

    /// <summary>What the services understand; or which member is wrong.</summary>
    internal (ItemAct? Act, string? Wrong) Read(long itemId)
    {
        if (!Kinds.TryGetValue(Action, out var kind)) return (null, "action");
        if (Queue is not null && TriageQueues.Find(Queue) is null) return (null, "queue");
        if (!MoveReasons.TryGetValue(MoveReason, out var why)) return (null, "moveReason");
        if (Outcome is not null && ItemOutcomes.Find(Outcome) is null) return (null, "outcome");
        if (Note?.Length > ItemAct.LongestWords) return (null, "note");
        return (new ItemAct(itemId, kind, Version)
        {
            Queue = Queue is null ? null : TriageQueues.Find(Queue),
            MoveReason = why,
            Outcome = ItemOutcomes.Find(Outcome),
            Assignee = Assignee,
            Words = Note,
        }, null);
    }
}
