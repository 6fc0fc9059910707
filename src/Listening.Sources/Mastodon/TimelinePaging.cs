using Listening.Sources.Http;

namespace Listening.Sources.Mastodon;

/// <summary>Reads a timeline: newest first as far back as wanted while no place is known, and forward from its place ever after.</summary>
/// <param name="options">Limits.</param>
/// <param name="now">The present time, UTC.</param>
internal sealed class TimelinePaging(MastodonOptions options, DateTime now)
{
    // Clocks differ. What is dated later than that says nothing about when it came.
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);

    /// <summary>The run to go on with: the saved one, or a new one.</summary>
    public MastodonDrain Resume(MastodonPlace place) => place.Drain ?? new MastodonDrain { Started = now, Min = place.From };

    /// <summary>The parameters of the next page.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Parameters(MastodonDrain drain)
    {
        if (drain.Min is not null) yield return new("min_id", drain.Min);
        else if (drain.Max is not null) yield return new("max_id", drain.Max);
    }

    /// <summary>The oldest instant wanted; null when reading forward.</summary>
    public DateTime? Oldest(MastodonPlace place, MastodonDrain drain) =>
        drain.Min is not null ? null : place.Read is { } read && read <= drain.Started ? read - options.Overlap : drain.Started - options.LookBack;

    /// <summary>What follows from a page, newest first as the platform gives it in both directions.</summary>
    public MastodonTurn After(MastodonPlace place, MastodonDrain drain, List<MastodonEntry> entries, ApiAnswer answer) =>
        drain.Min is not null ? Forward(place, drain, entries, answer) : Backward(place, drain, entries, answer);

    private MastodonTurn Forward(MastodonPlace place, MastodonDrain drain, List<MastodonEntry> entries, ApiAnswer answer)
    {
        // A short page is not the end: the server leaves out what the account has muted. Only an empty one is.
        if (entries.Count == 0) return Ended(place, drain, drain.Settled ?? place.From);
        for (var at = entries.Count - 1; at >= 0 && !drain.Young; at--)
        {
            if (IsYoung(entries[at])) drain = drain with { Young = true };
            else if (entries[at].Id is { } id) drain = drain with { Settled = id };
        }

        var next = PageLinks.Newer(answer, options.Service) ?? entries.Find(entry => entry.Id is not null)?.Id;
        // A server that does not understand min_id gives the newest page over and over.
        if (next is null || next == drain.Min) return Ended(place, drain, drain.Settled ?? place.From, gap: true);
        drain = drain with { Min = next, Pages = drain.Pages + 1 };
        if (drain.Pages < options.MaximumPages) return new MastodonTurn(place with { Drain = drain });
        // The next run goes on here. Only when so many are young would it never get on.
        return Ended(place, drain, drain.Settled ?? next, gap: drain.Settled is null);
    }

    private MastodonTurn Backward(MastodonPlace place, MastodonDrain drain, List<MastodonEntry> entries, ApiAnswer answer)
    {
        foreach (var entry in entries)
            drain = drain with { Settled = IsYoung(entry) ? null : drain.Settled ?? entry.Id };

        var oldest = Oldest(place, drain);
        // The last entry tells the page's age: one author's false date further up must not end the reading for everybody.
        if (entries.Count == 0 || entries[^1].At < oldest) return Ended(place, drain, drain.Settled);
        var next = PageLinks.Older(answer, options.Service) ?? entries.FindLast(entry => entry.Id is not null)?.Id;
        drain = drain with { Pages = drain.Pages + 1 };
        if (next is null || next == drain.Max || drain.Pages >= options.MaximumPages) return Ended(place, drain, drain.Settled, gap: true);
        return new MastodonTurn(place with { Drain = drain with { Max = next } });
    }

    private bool IsYoung(MastodonEntry entry) => entry.At > now - options.Overlap && entry.At <= now + Skew;

    private static MastodonTurn Ended(MastodonPlace place, MastodonDrain drain, string? from, bool gap = false) =>
        new(place with { From = from, Read = drain.Started, Drain = null }, gap);
}
