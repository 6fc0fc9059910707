namespace Listening.Application.Auditing;

/// <summary>A day of the reader's own calendar and when it begins and ends; it can have 23 or 25 hours.</summary>
/// <param name="Day">Its date.</param>
/// <param name="From">When it begins, UTC.</param>
/// <param name="To">When the next one begins, UTC.</param>
public sealed record LogDay(DateOnly Day, DateTime From, DateTime To)
{
    /// <summary>The days of a list, oldest first, by the time they begin: finds in which a time lies.</summary>
    /// <returns>The day's place in the list; -1 when the time lies outside of all.</returns>
    public static int PlaceOf(IReadOnlyList<LogDay> days, DateTime time)
    {
        var (low, high) = (0, days.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (time < days[middle].From) high = middle - 1;
            else if (time >= days[middle].To) low = middle + 1;
            else return middle;
        }

        return -1;
    }
}
