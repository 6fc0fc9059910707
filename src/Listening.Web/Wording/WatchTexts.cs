using Listening.Application.Triage;
using Listening.Application.Watches;

namespace Listening.Web.Wording;

/// <summary>How watches of individuals, and what they close, read on the pages.</summary>
internal static class WatchTexts
{
    /// <summary>Where it stands, and in which colour.</summary>
    public static (string Words, string Colour) Tag(this WatchStanding standing) => standing switch
    {
        WatchStanding.Asked => ("Waits for a decision", "yellow"),
        WatchStanding.Allowed => ("Allowed", "green"),
        WatchStanding.Refused => ("Refused", "grey"),
        WatchStanding.Expired => ("Expired", "grey"),
        _ => ("Ended", "grey"),
    };

    /// <summary>How long it lasts; empty when it is not in force.</summary>
    public static string Left(WatchSummary watch, Clock clock) => watch.DaysLeft is { } days
        ? $"It expires {clock.Until(watch.Watch.ExpiresAt!.Value)}, on {clock.Local(watch.Watch.ExpiresAt.Value)}: {Lengths.Count(days, "day")} left."
        : "";

    /// <summary>What the account got of the service's attention.</summary>
    public static string Meter(WatchSummary watch) =>
        $"{(watch.DaysLeft is null ? $"In {Lengths.Count(AttentionSettings.Days, "day")}" : "Since it was allowed")} {Lengths.Count(watch.Attention.Captures, "post")} of the account stored, {Lengths.Count(watch.Attention.Views, "time")} opened.";

    /// <summary>Why an item's text is not shown.</summary>
    public static string Unreadable(this ItemView item) => item.Attention is { IsClosed: true }
        ? "Closed: posts of this author were opened very often. Open it to see what to do."
        : "The text of this post can no longer be read.";
}
