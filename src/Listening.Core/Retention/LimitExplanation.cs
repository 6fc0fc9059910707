using System.Globalization;

namespace Listening.Core.Retention;

/// <summary>Says in words when a post is deleted and why.</summary>
/// <param name="Post">What is known of its limits.</param>
/// <param name="Rules">The version of the rules by which its limit was decided.</param>
/// <param name="Holds">The holds in force on it, the one that ends first first.</param>
public sealed record LimitExplanation(LimitedPost Post, RetentionPolicy Rules, IReadOnlyList<HoldInForce> Holds)
{
    /// <summary>The sentence that decides.</summary>
    /// <param name="at">Writes a UTC time for the reader.</param>
    public string Sentence(Func<DateTime, string> at)
    {
        var due = $"{at(Post.DueAt)} because {Because(at)}";
        if (Holds.Count == 0) return $"Deleted on {due}.";
        var holds = string.Join(" and ", Holds.Select(hold => $"hold {Number(hold.Id)} ({hold.Why}, reference {hold.Reference}) until {at(hold.EndsAt)}"));
        return $"Not deleted, because of {holds}. Without it: deleted on {due}.";
    }

    /// <summary>The other limits that apply and come later, each as a sentence.</summary>
    /// <param name="at">Writes a UTC time for the reader.</param>
    public IEnumerable<string> LaterLimits(Func<DateTime, string> at)
    {
        var standard = new RetentionLimit(RetentionRule.Standard, Rules.StandardHours).DueAt(Post.CollectedAt);
        if (Post.Rule is RetentionRule.Platform or RetentionRule.Noise && standard > Post.DueAt)
            yield return $"The usual limit of {Length(Rules.StandardHours)} would be {at(standard)}.";
        if (Post.Rule == RetentionRule.Noise && Rules.PlatformHours.TryGetValue(Post.Source, out var hours) && hours < Rules.StandardHours)
            yield return $"The limit of {Post.Source} of {Length(hours)} would be {at(Post.CollectedAt.AddHours(hours))}.";
    }

    /// <summary>Which version of the rules decided, as a sentence.</summary>
    public string Version => $"Rules version {Number(Rules.Version)}.";

    private string Because(Func<DateTime, string> at) => Post.Rule switch
    {
        RetentionRule.Platform => $"{Post.Source} allows {Length(Hours)}",
        RetentionRule.Noise => $"noise is kept for {Length(Hours)} from collection",
        RetentionRule.Meeting when Post.MeetingClosedAt is { } closed && closed.AddHours(Rules.StandardHours) == Post.DueAt =>
            $"it is kept until {Length(Rules.StandardHours)} after its meeting was closed on {at(closed)}",
        RetentionRule.Meeting when Post.MeetingAt is { } meeting && Hours >= RetentionPolicy.LongestHours =>
            $"nothing is kept for longer than {Length(RetentionPolicy.LongestHours)}, not even for a meeting ({at(meeting)})",
        RetentionRule.Meeting when Post.MeetingAt is { } meeting => $"it is kept until {Length(Rules.StandardHours)} after the meeting of {at(meeting)}",
        _ => $"everything is kept for {Length(Hours)} from collection",
    };

    private int Hours => (int)(Post.DueAt - Post.CollectedAt).TotalHours;

    private static string Length(int hours) => hours >= 72 && hours % 24 == 0 ? Count(hours / 24, "day") : Count(hours, "hour");

    private static string Count(int number, string noun) => $"{Number(number)} {noun}{(number == 1 ? "" : "s")}";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>What is known of a post's limits.</summary>
/// <param name="CollectedAt">When it was collected, UTC.</param>
/// <param name="DueAt">When it has to be gone if no hold keeps it, UTC.</param>
/// <param name="Rule">The rule that decided.</param>
/// <param name="Source">The name of its source.</param>
/// <param name="MeetingAt">When the meeting is for which it is kept; null when for none.</param>
/// <param name="MeetingClosedAt">When that meeting was closed; null while it is open.</param>
public sealed record LimitedPost(
    DateTime CollectedAt, DateTime DueAt, RetentionRule Rule, string Source, DateTime? MeetingAt = null, DateTime? MeetingClosedAt = null);

/// <summary>A hold that keeps a post.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Why">For example <c>an FOI request</c>.</param>
/// <param name="Reference">The case's reference.</param>
/// <param name="EndsAt">When it lifts itself, UTC.</param>
public sealed record HoldInForce(int Id, string Why, string Reference, DateTime EndsAt);
