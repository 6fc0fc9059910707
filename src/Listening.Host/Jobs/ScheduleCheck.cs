using Listening.Application.Searches;
using Quartz;

namespace Listening.Host.Jobs;

/// <summary>Says whether Quartz can keep a schedule.</summary>
internal sealed class ScheduleCheck : IScheduleCheck
{
    public string? RefusalOf(SearchSchedule schedule) => schedule switch
    {
        { Cron: null, Interval: null } => "A search needs a schedule: an interval or a cron expression.",
        { Cron: not null, Interval: not null } => "A search has either an interval or a cron expression.",
        { Interval: { } interval } when interval < TimeSpan.FromSeconds(1) || interval > TimeSpan.FromDays(1) => "The interval has to be between 1 second and 1 day.",
        { Cron: { } cron } when !CronExpression.TryParse(cron, out _) => $"“{cron}” is not a cron expression in Quartz form, for example 0 0/15 * * * ? for every quarter of an hour.",
        _ => null,
    };
}
