using System.Globalization;

namespace Listening.Sources.Mastodon;

/// <summary>Reads the search newest first by offset. It takes <c>min_id</c> too, but as a second of time and not as a place, so pages by it would have gaps.</summary>
/// <param name="options">Limits.</param>
/// <param name="now">The present time, UTC.</param>
internal sealed class SearchPaging(MastodonOptions options, DateTime now)
{
    private const int MostLost = 3;

    /// <summary>The run to go on with: the saved one, or a new one.</summary>
    public MastodonDrain Resume(MastodonPlace place) => place.Drain ?? new MastodonDrain { Started = now };

    /// <summary>The parameters of the next page.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Parameters(MastodonDrain drain)
    {
        if (drain.Offset > 0) yield return new("offset", drain.Offset.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>The oldest instant wanted.</summary>
    public DateTime Oldest(MastodonPlace place, MastodonDrain drain) =>
        place.Read is { } read && read <= drain.Started ? read - options.SearchOverlap : drain.Started - options.LookBack;

    /// <summary>What follows from a page.</summary>
    public MastodonTurn After(MastodonPlace place, MastodonDrain drain, List<MastodonEntry> entries)
    {
        drain = drain with { Pages = drain.Pages + 1 };
        // Posts that were deleted meanwhile pull all others up, some of them onto pages that were read already: back, then, until the page meets them.
        var lost = drain.Anchor is not null && drain.Offset > 0 && entries.TrueForAll(entry => entry.Id != drain.Anchor);
        if (lost && drain.Lost < MostLost && drain.Pages < options.MaximumPages)
            return new MastodonTurn(place with { Drain = drain with { Offset = Math.Max(0, drain.Offset - options.PageSize), Lost = drain.Lost + 1 } });

        var read = place with { Read = drain.Started, Drain = null };
        if (entries.Count == 0 || entries[^1].At < Oldest(place, drain)) return new MastodonTurn(read, lost);
        if (drain.Pages >= options.MaximumPages) return new MastodonTurn(read, Gap: true);
        // The last post is asked for again, to see by it that nothing has moved. The server leaves some out of a page, so pages may be short.
        var step = Math.Max(1, entries.Count - 1);
        var next = drain with { Offset = drain.Offset + step, Lost = 0, Anchor = entries.Count > 1 ? entries[^1].Id : null };
        // A page of nothing but the post that was read before is the end.
        return entries.Count == 1 && entries[0].Id == drain.Anchor ? new MastodonTurn(read, lost) : new MastodonTurn(place with { Drain = next }, lost);
    }
}
