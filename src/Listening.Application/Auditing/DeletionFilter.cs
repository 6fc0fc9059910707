using Listening.Application.Storage;
using Listening.Core.Retention;
using Listening.Core.Triage;

namespace Listening.Application.Auditing;

/// <summary>Which deletions are wanted.</summary>
/// <param name="Rule">Only by this rule; null for all.</param>
/// <param name="Source">Only of the source of this name; null for all.</param>
/// <param name="Queue">Only of this queue; null for all.</param>
public sealed record DeletionFilter(RetentionRule? Rule = null, string? Source = null, TriageQueue? Queue = null);

/// <summary>What was deleted on a day for one reason, by one rule, of one source and queue.</summary>
/// <param name="Day">The day.</param>
/// <param name="Reason">Why.</param>
/// <param name="Rule">The rule that had decided the limit.</param>
/// <param name="Source">The source's name.</param>
/// <param name="Queue">The queue; null when they had not been routed.</param>
/// <param name="Posts">How many posts.</param>
/// <param name="Largest">The longest that one of them was overdue; zero when none was.</param>
public sealed record DeletionCount(
    DateOnly Day, DeletionReason Reason, RetentionRule Rule, string Source, TriageQueue? Queue, int Posts, TimeSpan Largest);
