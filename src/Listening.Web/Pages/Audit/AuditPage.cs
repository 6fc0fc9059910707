using Listening.Application.Auditing;
using Listening.Web.Wording;

namespace Listening.Web.Pages.Audit;

/// <summary>A page of the log with a period that stands in its address.</summary>
public abstract class AuditPage(ExportLog exports, Clock clock) : FormPage(clock)
{
    /// <summary>The longest period a page counts at once, in days.</summary>
    public const int MostDays = 92;

    /// <summary>First day of the period, as typed or as usual.</summary>
    public string From { get; private set; } = "";

    /// <summary>Its last day.</summary>
    public string To { get; private set; } = "";

    /// <summary>The days, oldest first; empty when the period could not be understood.</summary>
    public IReadOnlyList<LogDay> Days { get; private set; } = [];

    /// <summary>Reads the period.</summary>
    /// <param name="from">First day; the usual number of days before the last when not given.</param>
    /// <param name="to">Last day; today when not given.</param>
    /// <param name="usual">How many days are usual.</param>
    protected void TakePeriod(string? from, string? to, int usual)
    {
        var last = Day("to", to) ?? Clock.Today;
        var first = Day("from", from) ?? last.AddDays(1 - usual);
        (From, To) = (Given(from) ?? first.Typed(), Given(to) ?? last.Typed());
        if (Errors.Count > 0) return;
        if (first > last) Refuse("from", "The first day comes after the last.");
        else if (last.DayNumber - first.DayNumber >= MostDays) Refuse("from", $"Choose {MostDays} days at most.");
        else Days = Clock.Days(first, last);
    }

    /// <summary>A day that was typed; null when none was; a fault is noted when it is none.</summary>
    protected DateOnly? Day(string field, string? text)
    {
        if (Given(text) is not { } typed) return null;
        if (TypedTime.Date(typed) is { } day) return day;
        Refuse(field, "This is not a date. Enter one such as 27/3/2026.");
        return null;
    }

    /// <summary>What was typed; null when nothing was.</summary>
    protected static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <summary>Notes a download before it is sent.</summary>
    /// <param name="what">For example <c>entries</c>.</param>
    /// <param name="part">Which part of it, in words.</param>
    /// <param name="ct">Stops the request.</param>
    protected Task RecordDownloadAsync(string what, string part, CancellationToken ct) =>
        exports.RecordAsync($"audit:{what}", Operation($"Downloaded: {part}."), ct);

    /// <summary>The period in words.</summary>
    protected string PeriodInWords => Days.Count == 0 ? "" : $"{Days[0].Day.Words()} to {Days[^1].Day.Words()}";

    /// <summary>An address with those of the filters that are set.</summary>
    protected static string AddressOf(string path, params (string Name, string? Value)[] filters)
    {
        var query = string.Join('&', filters.Where(filter => filter.Value is { Length: > 0 }).Select(filter => $"{filter.Name}={Uri.EscapeDataString(filter.Value!)}"));
        return query.Length == 0 ? path : $"{path}?{query}";
    }
}
