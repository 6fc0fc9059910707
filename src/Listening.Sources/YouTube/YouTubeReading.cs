using Listening.Core.Sources;

namespace Listening.Sources.YouTube;

/// <summary>Reads the next page of a search: from its cursor to the first page that has to be asked for.</summary>
internal sealed class YouTubeReading(ListingReader reader, YouTubeOptions options, TimeProvider time)
{
    /// <summary>Reads a page; see <see cref="ISourceConnector.ReadAsync"/>.</summary>
    public async Task<SourceRead> ReadAsync(SourceRequest request, string? cursor, CancellationToken cancellationToken)
    {
        var (parts, refusal) = YouTubeParts.Of(request, options);
        if (refusal is not null) return new SourceRead(null, refusal);

        var saved = YouTubeCursor.Read(cursor);
        var at = saved ?? new YouTubeCursor();
        var first = Turn(request, parts, at);
        var paging = new YouTubePaging(options, parts, first.Known);
        Listing? given = null;
        YouTubeRun? run = first.Run;
        while (run is not null)
        {
            var turn = first with { Run = run, Part = parts[run.Part] };
            var depth = run.Trail.Count - 1;
            // One page that had to be asked for is enough; what is remembered leads on to the place of the next.
            if (given is not null && (!run.Step.IsRead || reader.Remembered(turn, depth) is null)) break;

            var read = await reader.OpenAsync(turn, depth, cancellationToken);
            if (read.Listing is { } listing)
            {
                if (!run.Step.IsRead)
                {
                    given = listing;
                    paging.Note(listing);
                    run = run.At(run.Step with { IsRead = true }) with { Pages = run.Pages + 1 };
                }

                run = paging.After(run, listing);
                continue;
            }

            if (read.Failure is null) run = paging.Up(run);
            else if (!TryGoOn(read, turn, paging, ref run)) return new SourceRead(null, read.Failure);
            else given = new Listing { Gone = read.Gone is null ? [] : [read.Gone] };
        }

        return Page(given ?? new Listing(), at, run, first, paging, isLost: saved is null);
    }

    // What concerns one video or thread, or one token, does not end the run.
    private static bool TryGoOn(ListingRead read, YouTubeTurn turn, YouTubePaging paging, ref YouTubeRun? run)
    {
        var isFirst = turn.Run.Trail.Count == 1;
        if (YouTubeErrors.IsOfToken(read.Reason) && turn.Run.Step.Token is not null) run = paging.AfterRefusal(turn.Run);
        else if (!isFirst && YouTubeErrors.IsOfOneItem(read.Reason)) run = paging.Done(turn.Run);
        else if (isFirst && read.Reason == "commentsDisabled" && !turn.Part.IsAll) run = paging.Up(turn.Run);
        else return false;
        return true;
    }

    private YouTubeTurn Turn(SourceRequest request, IReadOnlyList<YouTubePart> parts, YouTubeCursor at)
    {
        var now = time.GetUtcNow().UtcDateTime;
        // The query was made another meanwhile: what it asks for now is asked from the beginning.
        var isRemembered = at.Run is null && parts[0].Kind == PartKind.Search && reader.Remembers(YouTubeTurn.SearchOf(parts[0]));
        var run = at.Run is { } saved && saved.Part < parts.Count ? saved : YouTubePaging.Begin(options, at, isRemembered, now);
        return new YouTubeTurn
        {
            Request = request,
            Part = parts[run.Part],
            Run = run,
            Known = new KnownItems(at),
            EditsFrom = at.Mark - options.Overlap,
            Now = now,
        };
    }

    private static SourceRead Page(Listing given, YouTubeCursor at, YouTubeRun? run, YouTubeTurn first, YouTubePaging paging, bool isLost)
    {
        if (run is null) first.Known.Forget(first.Run.From);
        var next = new YouTubeCursor { Mark = run is null ? first.Run.Started : at.Mark, Known = first.Known.Save(), Run = run };
        return SourceRead.Of(new SourcePage
        {
            Posts = given.Posts,
            Deleted = given.Gone,
            Malformed = given.Malformed,
            Cursor = next.Write(),
            HasMore = run is not null,
            PossibleGap = paging.Gap || isLost,
        });
    }
}
