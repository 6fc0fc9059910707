using Listening.Application.Searches;

namespace Listening.Web.Tests.Site;

/// <summary>Takes every schedule.</summary>
internal sealed class AnySchedule : IScheduleCheck
{
    public string? RefusalOf(SearchSchedule schedule) => null;
}
