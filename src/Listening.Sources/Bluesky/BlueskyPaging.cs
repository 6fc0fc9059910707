namespace Listening.Sources.Bluesky;

/// <summary>Decides where the reading goes on after a page.</summary>
/// <param name="options">Limits.</param>
/// <param name="requests">All requests of the search.</param>
internal sealed class BlueskyPaging(BlueskyOptions options, IReadOnlyList<BlueskyRequest> requests)
{
    /// <summary>The drain to go on with: the saved one, or a new one.</summary>
    public BlueskyDrain Resume(BlueskyCursor cursor, DateTime now)
    {
        var drain = cursor.Drain ?? new BlueskyDrain { Started = now };
        // The query was made shorter meanwhile: what it asks for now is asked from the beginning.
        return drain.Part < requests.Count ? drain : new BlueskyDrain { Started = drain.Started };
    }

    /// <summary>The oldest instant that this drain reads to.</summary>
    public DateTime From(BlueskyCursor cursor, BlueskyDrain drain) => Mark(cursor, drain) - (cursor.Mark is null ? TimeSpan.Zero : options.Overlap);

    /// <summary>The oldest instant whose entries are needed: further back when the answers to older posts are followed.</summary>
    public DateTime Reach(BlueskyCursor cursor, BlueskyDrain drain) => requests[drain.Part].WithComments
        ? Earlier(From(cursor, drain), drain.Started - TimeSpan.FromDays(options.CommentDays))
        : From(cursor, drain);

    /// <summary>The cursor after a page.</summary>
    /// <returns>The cursor, and true when posts may have been missed.</returns>
    public (BlueskyCursor Cursor, bool Gap) After(BlueskyCursor cursor, BlueskyDrain drain, BlueskyPage page)
    {
        var times = page.Entries.Select(entry => entry.At).Where(time => time is not null).ToList();
        // The last entry tells the page's age: one author's false date further up must not end the reading for everybody.
        var oldest = times.LastOrDefault();
        drain = drain with { Pages = drain.Pages + 1, Newest = drain.Newest ?? times.Max() };
        // A page without a single post is not the end, and neither is a short one. Only a missing token is, or age.
        if (page.Token is null || oldest < Reach(cursor, drain)) return (NextPart(cursor, drain), false);

        var token = PagingToken.Keep(page.Token);
        var before = token is null ? oldest : null;
        if (token is null && (before is null || before == drain.Before)) return (NextPart(cursor, drain), true);

        var stuck = token is not null && token == drain.Token;
        if (stuck) token = PagingToken.StepOver(token!);
        if (drain.Pages >= options.MaximumPages || (stuck && token is null) || (token is not null && token == drain.Lap)) return (NextPart(cursor, drain), true);

        var lap = int.IsPow2(drain.Pages) ? token : drain.Lap;
        return (cursor with { Drain = drain with { Token = token, Before = before ?? drain.Before, Lap = lap } }, stuck);
    }

    /// <summary>The cursor after the server refused the paging token: once from the beginning of the request, then no more of it.</summary>
    public (BlueskyCursor Cursor, bool Gap) AfterRefusal(BlueskyCursor cursor, BlueskyDrain drain) => drain.Restarts == 0
        ? (cursor with { Drain = drain with { Token = null, Before = null, Lap = null, Restarts = 1 } }, false)
        : (NextPart(cursor, drain), true);

    private BlueskyCursor NextPart(BlueskyCursor cursor, BlueskyDrain drain)
    {
        if (drain.Part + 1 < requests.Count)
            return cursor with { Drain = new BlueskyDrain { Started = drain.Started, Part = drain.Part + 1 } };

        // A window was asked for by time, so everything up to the beginning of the run is read. A feed is read up to its newest
        // entry, and up to then at the latest when that one is old.
        var settled = requests[drain.Part].TakesWindow ? drain.Started : drain.Started - options.LongestDelay;
        var read = drain.Newest > settled ? Earlier(drain.Newest.Value, drain.Started) : settled;
        var mark = Mark(cursor, drain);
        return cursor with { Mark = read > mark ? read : mark, Drain = null };
    }

    // A mark in the future (a clock was wrong) would hide everything until it has come.
    private DateTime Mark(BlueskyCursor cursor, BlueskyDrain drain) =>
        cursor.Mark is { } mark ? Earlier(mark, drain.Started) : drain.Started - options.LookBack;

    private static DateTime Earlier(DateTime one, DateTime other) => one < other ? one : other;
}
