using Listening.Application.Sources;
using Listening.Core.Sources;
using Listening.Host.Configuration;
using Listening.Sources.YouTube;

namespace Listening.Host.Sources;

/// <summary>What a source may use up in a day: as its platform allows, and as the organisation does.</summary>
internal static class SourceBudgets
{
    public static SourceMeter MeterOf(SourceOptions source, TimeProvider time)
    {
        List<SourceAllowance> allowances = [.. source.YouTube?.Allowances ?? []];
        if (source.Budget is { } own) allowances.Add(new SourceAllowance("", own.CallsPerDay, own.UnitsPerDay, own.CostPerDay));
        return new SourceMeter(allowances, source.Kind == SourceKind.YouTube ? TimeZoneInfo.FindSystemTimeZoneById(YouTubeOptions.DayZone) : TimeZoneInfo.Utc, time);
    }
}
