using System.Globalization;
using System.Text.Json;
using Listening.Sources.Http;
using Listening.Sources.Json;

namespace Listening.Sources.LinkedIn;

/// <summary>
/// A place in a list that the platform pages by number. When something before it vanishes, everything moves up and the next page
/// would begin too late; so every page is asked for with the last entry of the one before, and where that is not found the list is begun again.
/// </summary>
/// <param name="Start">Entries that were read.</param>
/// <param name="Last">Mark of the last of them; null at the beginning.</param>
/// <param name="LastAt">When it was written, where the list is known to be newest first; what stands above it is then known too.</param>
internal sealed record OffsetPage(int Start, string? Last, DateTime? LastAt)
{
    private const char Between = '~';

    /// <summary>Reads what <see cref="Next"/> gave; the beginning when there is nothing that can be read.</summary>
    public static OffsetPage Read(string? token) =>
        token?.Split(Between) is [var start, { Length: > 0 } last, var time]
            && int.TryParse(start, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? new OffsetPage(number, last, LinkedInTime.Of(long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var at) ? at : null))
            : new OffsetPage(0, null, null);

    /// <summary>The parameters of the page.</summary>
    public string Query(int size) => string.Create(CultureInfo.InvariantCulture, $"start={Math.Max(Start - 1, 0)}&count={(Start == 0 ? size : size + 1)}");

    /// <summary>How many of the page's entries are known already.</summary>
    /// <param name="entries">The page, as marks and times.</param>
    /// <returns>Null when entries may have moved up and away.</returns>
    public int? Known(IReadOnlyList<(string Mark, DateTime? At)> entries)
    {
        if (Last is null) return 0;
        for (var at = 0; at < entries.Count; at++)
        {
            if (entries[at].Mark == Last) return at + 1;
        }

        return entries.Count > 0 && entries[0].At > LastAt ? 0 : null;
    }

    /// <summary>What leads to the next page.</summary>
    /// <param name="read">Entries of this page that were dealt with.</param>
    /// <param name="last">The last of those, as mark and time; no time where the order is not known.</param>
    public string Next(int read, (string Mark, DateTime? At) last) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Math.Max(Start - 1, 0) + read}{Between}{last.Mark}{Between}{(last.At is { } at ? new DateTimeOffset(at).ToUnixTimeMilliseconds() : -1)}");

    /// <summary>True when another page follows. A short page is not the end; the platform leaves out what may not be seen.</summary>
    public bool IsFollowed(ApiAnswer answer, int size)
    {
        var paging = answer.Body!.Value.At("paging");
        if (paging.At("links").ValueKind == JsonValueKind.Array) return paging.Items("links").Any(link => link.Text("rel") == "next");
        return answer.Body.Value.Items("elements").Count() >= (Start == 0 ? size : size + 1);
    }
}
