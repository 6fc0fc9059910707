using System.Globalization;

namespace Listening.Sources.X;

/// <summary>Ids of posts: whole numbers that grow with time, whose upper bits are the millisecond in which they were given.</summary>
internal static class XId
{
    // The first millisecond of the numbering, since 1970.
    private const long Epoch = 1_288_834_974_657;
    private const int TimeShift = 22;

    /// <summary>True for an id as the platform writes it. Whatever else stands in its place never gets into an address.</summary>
    public static bool IsOne(string? id) => Number(id) is not null;

    /// <summary>When the id was given, UTC; null when it is none.</summary>
    public static DateTime? TimeOf(string? id) =>
        Number(id) is { } number ? DateTimeOffset.FromUnixTimeMilliseconds((number >> TimeShift) + Epoch).UtcDateTime : null;

    /// <summary>The later of two ids; either may be missing.</summary>
    public static string? Later(string? one, string? other) => (Number(one) ?? 0) >= (Number(other) ?? 0) ? one ?? other : other;

    /// <summary>The number; null when it is no id.</summary>
    public static long? Number(string? id) =>
        id is { Length: > 0 and <= 19 } && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
}
