using Listening.Core.Sources;

namespace Listening.Sources.X;

/// <summary>One run of a search, read page by page: what stands in its cursor, and what follows from a page.</summary>
internal sealed class XRun
{
    private readonly XOptions options;
    private readonly XThreads threads;
    private readonly IReadOnlyList<XRequest> requests;
    private readonly List<string> marks;
    private readonly Func<string, string> markOf;

    public XRun(XOptions options, XThreads threads, IReadOnlyList<XRequest> requests, SourceRequest search, XCursor cursor, DateTime now)
    {
        (this.options, this.threads, this.requests, markOf, Cursor) = (options, threads, requests, search.MarkOf, cursor);
        Now = now;
        marks = [.. requests.Select(request => markOf(request.ToString()))];
        Drain = Resumed(cursor.Drain ?? new XDrain { Started = now, Part = marks[0] }, now);
    }

    /// <summary>When this page of it is read.</summary>
    public DateTime Now { get; }

    /// <summary>The cursor that the run came with.</summary>
    public XCursor Cursor { get; private set; }

    /// <summary>Where the run stands.</summary>
    public XDrain Drain { get; private set; }

    /// <summary>The request being read.</summary>
    public XRequest Request => requests[Index];

    private int Index => marks.IndexOf(Drain.Part);

    /// <summary>What to save; a run that is over leaves no drain.</summary>
    public XCursor Saved { get; private set; } = new();

    /// <summary>Goes on with the next page of the request.</summary>
    public void GoOn(XPages pages) => Save(Drain with { Pages = pages });

    /// <summary>Notes the young threads of a page.</summary>
    public void NoteThreads(int number, bool isLast, XPage? page)
    {
        if (!Request.LooksForReplies) return;
        var oldest = Drain.Started - TimeSpan.FromDays(options.CommentDays);
        var young = (page?.Entries ?? []).Where(entry => entry is { IsRoot: true, Post: not null } && entry.Post.CreatedAt >= oldest);
        threads.Note(Drain, number, isLast, young.Select(entry => new XThread(markOf(entry.Post!.Id), entry.Post.Conversation!, entry.Versions, entry.Replies)));
    }

    /// <summary>Ends the pages of the request: its threads follow, or the next request.</summary>
    public void EndPages(XPages pages)
    {
        Drain = Drain with { Pages = pages, Listed = true };
        if (Request.LooksForReplies) new XWalks(threads.Find(Drain) ?? [], this).Next();
        else EndRequest();
    }

    /// <summary>The walks of the run; only when its pages are read.</summary>
    public XWalks Walks => new(threads.Find(Drain) ?? [], this);

    /// <summary>Saves where the run stands.</summary>
    public void Save(XDrain drain, XCursor? cursor = null)
    {
        (Drain, Cursor) = (drain, cursor ?? Cursor);
        Saved = Cursor with { Drain = drain };
    }

    /// <summary>Ends the request: the next one follows, or the run is over.</summary>
    public void EndRequest()
    {
        var places = new Dictionary<string, XPlace>(Cursor.Places, StringComparer.Ordinal);
        var since = !Request.KeepsPlace ? null : XId.Later(Drain.Pages?.Newest, places.GetValueOrDefault(Drain.Part)?.Since);
        places[Drain.Part] = new XPlace(since, Drain.Started);
        var next = Index + 1;
        if (next == marks.Count)
        {
            // Requests that the query no longer makes are forgotten.
            foreach (var old in places.Keys.Except(marks, StringComparer.Ordinal).ToList()) places.Remove(old);
        }

        Saved = Cursor with { Places = places, Drain = next == marks.Count ? null : new XDrain { Started = Drain.Started, Part = marks[next] } };
    }

    private XDrain Resumed(XDrain drain, DateTime now)
    {
        // A run from the future (a clock was wrong) would say that everything until then was read.
        if (drain.Started > now) drain = drain with { Started = now };
        // The query was changed meanwhile: what it asks for now is asked from its first request.
        if (!marks.Contains(drain.Part, StringComparer.Ordinal)) return new XDrain { Started = drain.Started, Part = marks[0] };
        if (!requests[marks.IndexOf(drain.Part)].LooksForReplies) return drain with { Listed = false };
        // The service was started anew: the account's posts are read again for the ids of their threads.
        var isKnown = drain.Listed ? threads.Find(drain) is not null : threads.Knows(drain);
        return isKnown ? drain : drain with { Listed = false, Pages = null };
    }
}
