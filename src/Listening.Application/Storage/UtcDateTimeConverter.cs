using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Listening.Application.Storage;

/// <summary>Times are stored as UTC; what comes back says so, and a local time is a mistake that throws.</summary>
public sealed class UtcDateTimeConverter() : ValueConverter<DateTime, DateTime>(
    time => time.Kind == DateTimeKind.Utc ? time : Refuse(time),
    time => DateTime.SpecifyKind(time, DateTimeKind.Utc))
{
    private static DateTime Refuse(DateTime time) =>
        throw new InvalidOperationException($"A time of kind {time.Kind} was about to be stored; times are UTC.");
}
