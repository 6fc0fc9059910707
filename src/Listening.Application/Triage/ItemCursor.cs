using System.Globalization;

namespace Listening.Application.Triage;

/// <summary>A place in a queue: behind this item, whether it is still there or not.</summary>
/// <param name="Id">The item's number.</param>
/// <param name="DueAt">When it was due, for queues in that order.</param>
public readonly record struct ItemCursor(long Id, DateTime DueAt)
{
    /// <summary>Reads what <see cref="ToString"/> wrote; null when it is anything else.</summary>
    public static ItemCursor? Parse(string? text)
    {
        var parts = text?.Split('-');
        return parts is [var id, var ticks]
            && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var due) && due <= DateTime.MaxValue.Ticks
            ? new ItemCursor(number, new DateTime(due, DateTimeKind.Utc))
            : null;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Id}-{DueAt.Ticks}");
}
