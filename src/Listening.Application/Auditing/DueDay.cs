using Listening.Core.Retention;

namespace Listening.Application.Auditing;

/// <summary>What reached its limit on a day, and what became of it.</summary>
/// <param name="Day">The day.</param>
/// <param name="Deleted">Posts that are deleted, by the rule that decided their limit.</param>
/// <param name="OnHold">Posts that a hold keeps.</param>
/// <param name="Overdue">Posts that should be gone and are not.</param>
/// <param name="Largest">The longest that a deleted one was overdue.</param>
/// <param name="Median">What half of the deleted ones were overdue at most; the posts of one purge and rule count with the middle of what they were.</param>
public sealed record DueDay(
    DateOnly Day, IReadOnlyDictionary<RetentionRule, int> Deleted, int OnHold, int Overdue, TimeSpan Largest, TimeSpan Median)
{
    /// <summary>Deleted posts of all rules.</summary>
    public int Done => Deleted.Values.Sum();

    /// <summary>All that reached its limit.</summary>
    public int Due => Done + OnHold + Overdue;
}
