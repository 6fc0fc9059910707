using Listening.Core.Sources;

namespace Listening.Sources.OwnPage;

/// <summary>
/// Reads an organisation's own page: its listings from the newest back to what was read before, and the comments under posts that
/// are young enough and whose comments have changed.
/// </summary>
/// <remarks>
/// Between two reads nothing is remembered but the cursor. When a page's threads do not fit into one read, the next one asks for
/// that page again: what it holds is known by then and does not come twice, and the threads that are done are noted.
/// </remarks>
internal sealed class PageReader(IOwnPage page, PageLimits limits, TimeProvider time)
{
    /// <summary>Reads the next page.</summary>
    /// <param name="parts">The listings, one after the other; at least one.</param>
    /// <param name="request">The search, for its marks.</param>
    /// <param name="cursor">Where the reading stands.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<SourceRead> ReadAsync(IReadOnlyList<PagePart> parts, SourceRequest request, string? cursor, CancellationToken cancellationToken)
    {
        var saved = PageCursor.Read(cursor);
        var at = saved ?? new PageCursor(null, null);
        var run = new PageRun(limits, parts, at, time.GetUtcNow().UtcDateTime);
        var notes = new PageNotes(request.MarkOf, at, run.Drain);
        var found = new PageFindings(run.From) { PossibleGap = saved is null || run.IsLate };

        var listing = await page.ListAsync(
            new PageQuestion(run.Part, run.Drain.Token, run.ListFrom, run.Drain.Started, notes), cancellationToken);
        if (listing.IsTokenRefused && run.Drain.Token is not null) return Page(found, run.AfterRefusal(notes));
        if (listing.Failure is not null) return new SourceRead(null, listing.Failure);

        found.Malformed = listing.Malformed;
        foreach (var entry in listing.Entries.Where(entry => entry.At >= run.ListFrom || run.Part.TakesWindow))
        {
            if (notes.Meet(entry, run.From)) found.Add(entry);
        }

        if (run.Part.Walks)
        {
            var walk = new ThreadWalk(page, limits, notes, found, run.Drain);
            foreach (var thread in Changed(listing, run, notes))
            {
                if (await walk.WalkAsync(thread, cancellationToken)) continue;
                var hasMoved = notes.HasMoved || walk.Drain != run.Drain with { Thread = walk.Drain.Thread, ThreadComments = walk.Drain.ThreadComments };
                // What was found is kept; the next read meets the failure at its beginning, if it is still there.
                return walk.Failure is { } failure && !hasMoved ? new SourceRead(null, failure) : found.At(run.Within(notes, walk.Drain));
            }
        }

        return Page(found, run.After(notes, listing));
    }

    private static IEnumerable<PageThread> Changed(PageListing listing, PageRun run, PageNotes notes) => listing.Entries
        .Where(entry => entry.Comments is not null && entry.At >= run.CommentsFrom)
        .Select(entry => new PageThread(entry.Id, entry.Id, entry.Comments!.Value))
        .Where(notes.IsToBeWalked);

    private static SourceRead Page(PageFindings found, (PageCursor Cursor, bool Gap) next)
    {
        found.PossibleGap |= next.Gap;
        return found.At(next.Cursor);
    }
}
