using System.ComponentModel;
using Listening.Application.Access;
using Listening.Application.Searches;
using Listening.Application.Storage;
using Listening.Application.Triage;
using Listening.Core.Triage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Listening.Web.Api;

/// <summary>Counts by day and queue, which outlive the items and hold nothing of them.</summary>
internal static class StatisticsEndpoints
{
    private const int UsualDays = 30;
    private const int MostDays = 400;

    public static void MapStatistics(this IEndpointRouteBuilder api) =>
        api.MapGet("/statistics", ReadAsync).Needs(ApiScopes.StatisticsRead).WithTags("Statistics")
            .WithSummary("Counts by day (UTC) and queue.").ProducesProblem(400).ProducesProblem(404);

    private static async Task<Results<Ok<IReadOnlyList<StatisticsRead>>, ProblemHttpResult>> ReadAsync(
        [Description("First day; 30 days back unless given.")] DateOnly? from,
        [Description("Last day; today unless given.")] DateOnly? to,
        [Description("Only what this saved search found.")] string? search,
        CountReader counts, SearchReader searches, TimeProvider time, CancellationToken ct)
    {
        var last = to ?? DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var first = from ?? last.AddDays(1 - UsualDays);
        if (first > last || last.DayNumber - first.DayNumber >= MostDays)
            return ApiProblem.Of(StatusCodes.Status400BadRequest, $"Ask for 1 to {MostDays} days, the first before the last.", "from");
        var searchId = 0;
        if (search is not null)
        {
            if (await searches.FindAsync(search, ct) is not { } found) return ApiProblem.Of(StatusCodes.Status404NotFound, "There is no search of this name.");
            searchId = found.Overview.Id;
        }

        return TypedResults.Ok<IReadOnlyList<StatisticsRead>>([.. (await counts.ReadAsync(first, last, searchId, ct)).Select(StatisticsRead.Of)]);
    }
}

/// <summary>What happened in a queue on a day.</summary>
public sealed record StatisticsRead
{
    /// <summary>The day, UTC.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>The queue.</summary>
    public required string Queue { get; init; }

    /// <summary>Put there by routing.</summary>
    public required int Arrived { get; init; }

    /// <summary>Put there by a person.</summary>
    public required int MovedIn { get; init; }

    /// <summary>Taken out by a person.</summary>
    public required int MovedOut { get; init; }

    /// <summary>First acted on within an hour of collection.</summary>
    public required int FirstActionWithinHour { get; init; }

    /// <summary>First acted on after an hour, within four.</summary>
    public required int FirstActionWithinFourHours { get; init; }

    /// <summary>First acted on after four hours, within a day.</summary>
    public required int FirstActionWithinDay { get; init; }

    /// <summary>First acted on later.</summary>
    public required int FirstActionLater { get; init; }

    /// <summary>Closed as replied.</summary>
    public required int Replied { get; init; }

    /// <summary>Closed as passed on.</summary>
    public required int PassedOn { get; init; }

    /// <summary>Closed as handed over.</summary>
    public required int HandedOver { get; init; }

    /// <summary>Closed without action.</summary>
    public required int NoAction { get; init; }

    /// <summary>Closed as noise.</summary>
    public required int Noise { get; init; }

    internal static StatisticsRead Of(DayCounts day) => new()
    {
        Day = day.Day,
        Queue = day.Queue.Name(),
        Arrived = day.Of(TriageCountKind.Arrived),
        MovedIn = day.Of(TriageCountKind.MovedIn),
        MovedOut = day.Of(TriageCountKind.MovedOut),
        FirstActionWithinHour = day.Of(TriageCountKind.WithinHour),
        FirstActionWithinFourHours = day.Of(TriageCountKind.WithinFourHours),
        FirstActionWithinDay = day.Of(TriageCountKind.WithinDay),
        FirstActionLater = day.Of(TriageCountKind.Later),
        Replied = day.Of(TriageCountKind.Replied),
        PassedOn = day.Of(TriageCountKind.PassedOn),
        HandedOver = day.Of(TriageCountKind.HandedOver),
        NoAction = day.Of(TriageCountKind.NoAction),
        Noise = day.Of(TriageCountKind.Noise),
    };
}
