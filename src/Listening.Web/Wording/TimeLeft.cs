namespace Listening.Web.Wording;

/// <summary>What is left before an item and its post are deleted.</summary>
/// <param name="Words">For example <c>deleted in 1 day 4 hours</c>.</param>
/// <param name="Urgent">True when less than 12 hours are left.</param>
public sealed record TimeLeft(string Words, bool Urgent)
{
    /// <summary>From when on little time is left.</summary>
    public static readonly TimeSpan Short = TimeSpan.FromHours(12);

    /// <summary>What is left between two UTC times.</summary>
    public static TimeLeft Between(DateTime now, DateTime dueAt) => (dueAt - now) switch
    {
        var left when left <= TimeSpan.Zero => new("due for deletion now", Urgent: true),
        var left => new($"deleted in {Lengths.Exact(left)}", left < Short),
    };
}
