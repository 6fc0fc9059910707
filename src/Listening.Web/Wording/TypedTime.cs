using System.Globalization;

namespace Listening.Web.Wording;

/// <summary>Dates and times as people type them, and as they are written back.</summary>
internal static class TypedTime
{
    private static readonly string[] Dates = ["d/M/yyyy", "d M yyyy", "d MMM yyyy", "d MMMM yyyy", "yyyy-MM-dd"];
    private static readonly string[] Times = ["H:mm", "HH:mm", "h:mmtt", "h:mm tt", "htt", "h tt"];

    /// <summary>The date; null when it is none.</summary>
    public static DateOnly? Date(string? text) =>
        DateOnly.TryParseExact(text?.Trim(), Dates, CultureInfo.InvariantCulture, DateTimeStyles.AllowInnerWhite, out var date) && date.Year is > 1999 and < 9000 ? date : null;

    /// <summary>The time of day; null when it is none.</summary>
    public static TimeOnly? Time(string? text) =>
        TimeOnly.TryParseExact(text?.Trim(), Times, CultureInfo.InvariantCulture, DateTimeStyles.AllowInnerWhite, out var time) ? time : null;

    /// <summary>A date as it stands in fields, for example <c>4/3/2026</c>.</summary>
    public static string Typed(this DateOnly date) => date.ToString("d/M/yyyy", CultureInfo.InvariantCulture);

    /// <summary>A date in words, for example <c>4 March 2026</c>.</summary>
    public static string Words(this DateOnly date) => date.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>A date in wide tables, for example <c>4 Mar 2026</c>.</summary>
    public static string Short(this DateOnly date) => date.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>A date in addresses, for example <c>2026-03-04</c>.</summary>
    public static string InAddress(this DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
