using System.Globalization;
using Listening.Application.Searches;
using Listening.Core.Routing;

namespace Listening.Web.Pages.Searches;

/// <summary>A saved search as it is typed.</summary>
public sealed record SearchForm
{
    /// <summary>Its name; typed for a new one only.</summary>
    public string? Name { get; init; }

    /// <summary>Its query.</summary>
    public string? Query { get; init; }

    /// <summary>What it is for, by the purpose's name.</summary>
    public string? Purpose { get; init; }

    /// <summary>Where it looks, by the kind's name; anything the sources carry when nothing was chosen.</summary>
    public string? Kind { get; init; }

    /// <summary>Its account or list.</summary>
    public string? Target { get; init; }

    /// <summary>Names of its sources; null when none was chosen. A list that is there already would be filled, which an empty one refuses.</summary>
    public IReadOnlyList<string>? Sources { get; init; }

    /// <summary>Minutes between two runs.</summary>
    public string? Every { get; init; }

    /// <summary>Instead of minutes a cron expression.</summary>
    public string? Cron { get; init; }

    /// <summary>Why, for the log.</summary>
    public string? Reason { get; init; }

    /// <summary>The version that was changed; 0 for a new search.</summary>
    public int Version { get; init; }

    /// <summary>The form that changes a search.</summary>
    public static SearchForm Of(SearchOverview search) => new()
    {
        Name = search.Name,
        Query = search.Query,
        Purpose = search.Purpose.Name(),
        Kind = search.Kind.ToString(),
        Target = search.Target,
        Sources = search.Sources,
        Every = search.Schedule.Interval is { } interval ? interval.TotalMinutes.ToString("0.####", CultureInfo.InvariantCulture) : null,
        Cron = search.Schedule.Cron,
        Version = search.Version,
    };

    /// <summary>The query on one line; each place keeps its column.</summary>
    internal string Words => (Query ?? "").Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\n', ' ').TrimEnd();

    /// <summary>When it runs; null when the minutes are no number.</summary>
    internal SearchSchedule? Schedule()
    {
        var cron = string.IsNullOrWhiteSpace(Cron) ? null : Cron.Trim();
        if (string.IsNullOrWhiteSpace(Every)) return new SearchSchedule(cron, null);
        return double.TryParse(Every, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var minutes) && minutes is > 0 and < 100_000
            ? new SearchSchedule(cron, TimeSpan.FromSeconds(Math.Round(minutes * 60)))
            : null;
    }
}
