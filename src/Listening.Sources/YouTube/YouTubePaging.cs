namespace Listening.Sources.YouTube;

/// <summary>Decides where the reading goes on.</summary>
/// <param name="options">Limits.</param>
/// <param name="parts">All lists of the search.</param>
/// <param name="known">What is known of videos and threads; learns what a run is done with.</param>
internal sealed class YouTubePaging(YouTubeOptions options, IReadOnlyList<YouTubePart> parts, KnownItems known)
{
    /// <summary>True when posts may have been missed since the last reading.</summary>
    public bool Gap { get; private set; }

    /// <summary>A new run.</summary>
    /// <param name="options">How far it reads back.</param>
    /// <param name="cursor">The last run's end.</param>
    /// <param name="isRemembered">True when the videos that the search found before are remembered, so that only new ones are searched for.</param>
    /// <param name="now">The present time, UTC.</param>
    public static YouTubeRun Begin(YouTubeOptions options, YouTubeCursor cursor, bool isRemembered, DateTime now)
    {
        var from = Earlier(now - TimeSpan.FromDays(options.CommentDays), (cursor.Mark ?? now) - options.Overlap);
        // A mark in the future (a clock was wrong) would hide everything until it has come.
        var narrow = Earlier(cursor.Mark ?? now, now) - options.SearchOverlap;
        return new YouTubeRun { Started = now, From = from, SearchFrom = isRemembered && cursor.Mark is not null && narrow > from ? narrow : from };
    }

    /// <summary>Where to go on after a page: into a list of one of its entries, to the next page, back up, to the next part; null at the end.</summary>
    public YouTubeRun? After(YouTubeRun run, Listing page)
    {
        if (page.Gap) Gap = true;
        if (run.Pages >= options.MaximumPages)
        {
            Gap = true;
            return null;
        }

        if (page.Items.FirstOrDefault(item => known.IsToBeWalked(item)) is { } pending)
            return run with { Trail = [.. run.Trail, new YouTubeStep { Mark = pending.Mark, Stamp = pending.Stamp }] };
        // A token that leads to its own page would lead in a circle.
        var isCircle = page.Next is not null && page.Next == run.Step.Token;
        if (isCircle) Gap = true;
        return page.Next is null || isCircle ? Done(run) : run.At(run.Step with { Token = page.Next, IsRead = false, Restarts = 0 });
    }

    /// <summary>Where to go on when a list is done with, to its end or because it cannot be read: it is not asked for again before its count changes.</summary>
    public YouTubeRun? Done(YouTubeRun run)
    {
        if (run.Trail.Count > 1) known.Note(run.Step.Mark!, run.Step.Stamp);
        return Up(run);
    }

    /// <summary>Where to go on when a list is left off: nothing is noted of it, so the next run walks it again.</summary>
    public YouTubeRun? Up(YouTubeRun run)
    {
        if (run.Trail.Count > 1) return run with { Trail = [.. run.Trail.SkipLast(1)] };
        return run.Part + 1 < parts.Count ? run with { Part = run.Part + 1, Trail = [new YouTubeStep()] } : null;
    }

    /// <summary>Where to go on after the platform refused a page's token: once from the beginning of the list, then no more of it.</summary>
    public YouTubeRun? AfterRefusal(YouTubeRun run)
    {
        if (run.Step.Restarts == 0) return run.At(run.Step with { Token = null, IsRead = false, Restarts = 1 });
        Gap = true;
        return Done(run);
    }

    /// <summary>Notes the entries of a page that need no walk.</summary>
    public void Note(Listing page)
    {
        foreach (var item in page.Items.Where(item => !known.IsToBeWalked(item))) known.Note(item.Mark, item.Stamp);
    }

    private static DateTime Earlier(DateTime one, DateTime other) => one < other ? one : other;
}
