namespace Listening.Sources.X;

/// <summary>Decides where the reading of a request begins.</summary>
internal sealed class XBounds(XOptions options)
{
    // X refuses a search that reaches behind this window; the margin is for the time that the reading takes.
    private static readonly TimeSpan Window = TimeSpan.FromDays(7);
    private static readonly TimeSpan Margin = TimeSpan.FromHours(1);

    /// <summary>Where a new run begins.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="cursor">How far this and other requests of the search were read.</param>
    /// <param name="mark">The request's mark.</param>
    /// <param name="started">When the run began.</param>
    /// <param name="now">The time.</param>
    /// <returns>The pages, and true when posts were missed because the window has passed them.</returns>
    public (XPages Pages, bool Gap) Begin(XRequest request, XCursor cursor, string mark, DateTime started, DateTime now)
    {
        var place = cursor.Places.GetValueOrDefault(mark);
        if (request.LooksForReplies)
        {
            var young = started - TimeSpan.FromDays(options.CommentDays);
            return (new XPages { From = Earlier(young, From(cursor, place, started)) }, false);
        }

        if (place is not null && XId.IsOne(place.Since) && !(request.IsSearch && XId.TimeOf(place.Since) < now - Window + Margin))
            return (new XPages { Since = place.Since }, false);
        return Clamped(request, new XPages { From = From(cursor, place, started) }, place, now);
    }

    /// <summary>The same pages, begun again at the window's start when it has passed them since.</summary>
    public (XPages Pages, bool Gap) Keep(XRequest request, XPages pages, DateTime now)
    {
        var oldest = pages.Since is null ? pages.From : XId.TimeOf(pages.Since);
        var isPassed = request.IsSearch && oldest < now - Window;
        return isPassed ? (new XPages { From = now - Window + Margin, Restarts = pages.Restarts }, true) : (pages, false);
    }

    /// <summary>Pages by time, after X refused the id to begin from.</summary>
    public (XPages Pages, bool Gap) ByTime(XRequest request, XCursor cursor, string mark, DateTime started, DateTime now)
    {
        var place = cursor.Places.GetValueOrDefault(mark);
        return Clamped(request, new XPages { From = From(cursor, place, started) }, place, now);
    }

    private static (XPages, bool) Clamped(XRequest request, XPages pages, XPlace? place, DateTime now)
    {
        var start = now - Window + Margin;
        if (!request.IsSearch || pages.From >= start) return (pages, false);
        // A first run reaches back as far as it can, which is no gap.
        return (pages with { From = start }, place is not null && place.Read < start);
    }

    private DateTime From(XCursor cursor, XPlace? place, DateTime started)
    {
        // A request that is new to a search which was read before: its words may have been asked for in another shape.
        var read = place?.Read ?? (cursor.Places.Count > 0 ? Earlier(cursor.Places.Values.Min(other => other.Read), started - options.LookBack) : started - options.LookBack);
        // An instant in the future (a clock was wrong) would hide everything until it has come.
        return Earlier(read, started) - (place is null ? TimeSpan.Zero : options.Overlap);
    }

    private static DateTime Earlier(DateTime one, DateTime other) => one < other ? one : other;
}
