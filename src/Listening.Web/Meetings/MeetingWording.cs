using Listening.Application.Meetings;
using Listening.Core.Foi;
using Listening.Web.Wording;

namespace Listening.Web.Meetings;

/// <summary>What signals are called on the pages of meetings.</summary>
internal static class MeetingWording
{
    /// <summary>What a signal says, in small letters.</summary>
    public static string Words(FoiSignalKind kind) => kind.Title().ToLowerInvariant();

    /// <summary>A signal of a post, for example <c>overdue (60 days, second-hand)</c>.</summary>
    public static string Words(FoiSignalMark signal)
    {
        string[] more = [.. signal.Days is { } days ? [Lengths.Count(days, "day")] : Array.Empty<string>(), .. signal.Marks.Names()];
        return more.Length == 0 ? Words(signal.Kind) : $"{Words(signal.Kind)} ({string.Join(", ", more)})";
    }

    /// <summary>All signals with their counts, for example <c>overdue 2, refused 1</c>; <c>none</c> when there are none.</summary>
    public static string Words(MeetingFigures figures) => figures.Signals.Count == 0
        ? "none"
        : string.Join(", ", figures.Signals.Select(signal => $"{Words(signal.Kind)} {Lengths.Number(signal.Posts)}"));
}
