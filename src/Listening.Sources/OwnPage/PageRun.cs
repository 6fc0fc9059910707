namespace Listening.Sources.OwnPage;

/// <summary>Where a run begins, how far it reaches back and where it goes on: the arithmetic of a drain, without asking anybody.</summary>
internal sealed class PageRun(PageLimits limits, IReadOnlyList<PagePart> parts, PageCursor cursor, DateTime now)
{
    private const int MostRestarts = 10;

    /// <summary>The drain to go on with: the saved one, or a new one.</summary>
    public PageDrain Drain { get; } = Resume(cursor.Drain, parts.Count, now);

    /// <summary>The listing being read.</summary>
    public PagePart Part => parts[Drain.Part];

    /// <summary>What is older was read before, or was never for us.</summary>
    public DateTime From => Mark - (cursor.Mark is null ? TimeSpan.Zero : limits.Overlap);

    /// <summary>The oldest post whose comments are read.</summary>
    public DateTime CommentsFrom => Drain.Started - limits.Comments;

    /// <summary>How far back the listing is read.</summary>
    public DateTime ListFrom
    {
        get
        {
            var from = Part.Walks && CommentsFrom < From ? CommentsFrom : From;
            return Drain.Started - Part.Kept is { } kept && kept > from ? kept : from;
        }
    }

    /// <summary>True when the last run is too long ago for this listing: what it forgot, or what was said under posts now too old, was missed.</summary>
    public bool IsLate => cursor.Mark is not null && Drain is { Token: null, Pages: 0, Restarts: 0 }
        && ((Part.Kept is { } kept && From < Drain.Started - kept) || (Part.Walks && Mark < CommentsFrom));

    /// <summary>The cursor after a page of the listing and all that belongs to it.</summary>
    /// <returns>The cursor, and true when posts may have been missed.</returns>
    public (PageCursor Cursor, bool Gap) After(PageNotes notes, PageListing page)
    {
        var oldest = page.Entries.Count == 0 ? (DateTime?)null : page.Entries[^1].At;
        // A page without a single entry is not the end, and neither is a short one. Only a missing token is, or age.
        if (page.Next is null || (!Part.TakesWindow && oldest < ListFrom)) return (NextPart(notes), false);
        return Drain.Pages + 1 >= limits.MaximumPages || page.Next == Drain.Token
            ? (NextPart(notes), true)
            : (notes.Save(cursor, OnPart(Drain.Part) with { Token = page.Next, Pages = Drain.Pages + 1, Restarts = Drain.Restarts }), false);
    }

    /// <summary>The cursor after the platform refused the paging token: some times from the beginning of the listing, then no more of it.</summary>
    public (PageCursor Cursor, bool Gap) AfterRefusal(PageNotes notes) => Drain.Restarts < MostRestarts
        ? (notes.Save(cursor, OnPart(Drain.Part) with { Restarts = Drain.Restarts + 1 }), false)
        : (NextPart(notes), true);

    /// <summary>The cursor in the middle of a thread; the page that it hangs from is read again to find it.</summary>
    public PageCursor Within(PageNotes notes, PageDrain drain) => notes.Save(cursor, drain);

    private DateTime Mark => cursor.Mark is not { } mark ? Drain.Started - limits.LookBack
        // A mark in the future (a clock was wrong) would hide everything until it has come.
        : mark < Drain.Started ? mark : Drain.Started;

    private PageCursor NextPart(PageNotes notes) =>
        Drain.Part + 1 < parts.Count ? notes.Save(cursor, OnPart(Drain.Part + 1)) : notes.Finish(Drain.Started);

    private PageDrain OnPart(int part) => new() { Started = Drain.Started, Part = part };

    // The query was made shorter meanwhile: what it asks for now is asked from the beginning.
    private static PageDrain Resume(PageDrain? saved, int parts, DateTime now) =>
        saved is null ? new PageDrain { Started = now }
        : saved.Part >= 0 && saved.Part < parts ? saved
        : new PageDrain { Started = saved.Started, Met = saved.Met };
}
