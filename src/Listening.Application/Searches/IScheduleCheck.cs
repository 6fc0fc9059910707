namespace Listening.Application.Searches;

/// <summary>Says whether the scheduler can keep a schedule; the scheduler itself is the host's.</summary>
public interface IScheduleCheck
{
    /// <summary>Why the schedule cannot be kept; null when it can.</summary>
    string? RefusalOf(SearchSchedule schedule);
}
