using Listening.Sources.Threads;

namespace Listening.Sources.X;

/// <summary>Decides which threads are walked, and when one is walked to its end.</summary>
/// <remarks>
/// X counts a reply at once, but its search knows it only after half a minute. A walk that finds fewer replies than X had counted
/// is therefore done once more in a later run, unless the same happened then with the same count: some replies are nobody's to see.
/// </remarks>
internal sealed class XWalks(IReadOnlyList<XThread> threads, XRun run)
{
    // Twice as long as the search is behind.
    private static readonly TimeSpan Settled = TimeSpan.FromMinutes(1);

    /// <summary>The thread under way.</summary>
    public XThread Thread => threads.First(thread => thread.Mark == run.Drain.Walk!.Mark);

    /// <summary>Goes on with the walk under way, or the next thread that has changed, or ends the request.</summary>
    public void Next()
    {
        var book = new ThreadBook(run.Cursor.Threads);
        if (run.Drain.Walk is { } walk && threads.Any(thread => thread.Mark == walk.Mark))
        {
            run.Save(run.Drain);
        }
        else if (threads.FirstOrDefault(thread => book.IsToBeWalked(thread.Mark, thread.Replies) && run.Drain.Left?.Contains(thread.Mark) != true) is { } next)
        {
            run.Save(run.Drain with { Walk = new XWalk { Mark = next.Mark, Replies = next.Replies } });
        }
        else
        {
            book.Keep(threads.Select(thread => thread.Mark));
            var marks = threads.Select(thread => thread.Mark).ToHashSet(StringComparer.Ordinal);
            run.Save(run.Drain, run.Cursor with { Threads = book.Save(), Short = Kept(run.Cursor.Short?.Where(pair => marks.Contains(pair.Key))) });
            run.EndRequest();
        }
    }

    /// <summary>Goes on with the next page of the walk.</summary>
    public void GoOn(XPages pages, long found) => run.Save(run.Drain with { Walk = run.Drain.Walk! with { Pages = pages, Found = found } });

    /// <summary>Ends the walk under way.</summary>
    public void End(long found)
    {
        var walk = run.Drain.Walk!;
        var book = new ThreadBook(run.Cursor.Threads);
        var fell = new Dictionary<string, XShortfall>(run.Cursor.Short ?? new Dictionary<string, XShortfall>(), StringComparer.Ordinal);
        var before = fell.GetValueOrDefault(walk.Mark) is { } last && last.Replies == walk.Replies ? last : null;
        var isWhole = found >= walk.Replies || before?.At < run.Drain.Started - Settled;
        if (isWhole)
        {
            book.NoteWalked(walk.Mark, walk.Replies);
            fell.Remove(walk.Mark);
        }
        else
        {
            fell[walk.Mark] = before ?? new XShortfall(walk.Replies, run.Now);
        }

        var drain = run.Drain with { Walk = null, Left = isWhole ? run.Drain.Left : [.. run.Drain.Left ?? [], walk.Mark] };
        run.Save(drain, run.Cursor with { Threads = book.Save(), Short = Kept(fell) });
        Next();
    }

    private static Dictionary<string, XShortfall>? Kept(IEnumerable<KeyValuePair<string, XShortfall>>? pairs) =>
        pairs?.ToDictionary(StringComparer.Ordinal) is { Count: > 0 } kept ? kept : null;
}
