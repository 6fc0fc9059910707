using Listening.Sources.Threads;

namespace Listening.Sources.OwnPage;

/// <summary>What a run knows of the page, by marks: which entries it has met, with which words, and which threads it has walked.</summary>
internal sealed class PageNotes
{
    // A thread of answers under a comment belongs to the post's thread and is forgotten with it.
    private const char Under = '>';
    // No number of comments: whatever the platform says is then a change.
    private const long Unknown = -1;

    private readonly Func<string, string> markOf;
    private readonly IReadOnlyDictionary<string, string> seen;
    private readonly Dictionary<string, string> met;
    private readonly ThreadBook book;

    public PageNotes(Func<string, string> markOf, PageCursor cursor, PageDrain drain)
    {
        this.markOf = markOf;
        seen = cursor.Seen ?? new Dictionary<string, string>();
        met = new(drain.Met ?? new Dictionary<string, string>(), StringComparer.Ordinal);
        book = new ThreadBook(cursor.Walked);
    }

    /// <summary>True when something of a thread was noted since this was made: the reading has gone on.</summary>
    public bool HasMoved { get; private set; }

    /// <summary>Makes a mark.</summary>
    public string MarkOf(string id) => markOf(id);

    /// <summary>True when an entry was met before, whatever its words were.</summary>
    public bool IsKnown(string id) => markOf(id) is var mark && (met.ContainsKey(mark) || seen.ContainsKey(mark));

    /// <summary>Notes an entry.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="from">What is older and not known was never for us.</param>
    /// <returns>True when it is new, or has other words than before.</returns>
    public bool Meet(PageEntry entry, DateTime from)
    {
        var (mark, words) = (markOf(entry.Id), markOf(entry.Words));
        var known = met.GetValueOrDefault(mark) ?? seen.GetValueOrDefault(mark);
        met[mark] = words;
        if (known is null ? entry.At < from : known == words) return false;
        foreach (var disturbed in entry.Disturbed) Disturb(markOf(disturbed));
        return true;
    }

    /// <summary>True when a post's comments have changed since they were read.</summary>
    public bool IsToBeWalked(PageThread thread) => book.IsToBeWalked(MarkOf(thread), thread.Comments);

    /// <summary>Notes that a thread was read to its end.</summary>
    public void NoteWalked(PageThread thread)
    {
        book.NoteWalked(MarkOf(thread), thread.Comments);
        HasMoved = true;
    }

    /// <summary>The cursor in mid-run.</summary>
    public PageCursor Save(PageCursor cursor, PageDrain drain) => cursor with { Drain = drain with { Met = met }, Walked = book.Save() };

    /// <summary>The cursor after the run; what it did not meet is forgotten.</summary>
    public PageCursor Finish(DateTime mark)
    {
        book.Keep([.. book.Save().Keys.Where(key => met.ContainsKey(key.Split(Under)[0]))]);
        return new PageCursor(mark, null) { Seen = met, Walked = book.Save() };
    }

    private void Disturb(string post)
    {
        foreach (var thread in book.Save().Keys.Where(key => key.Split(Under)[0] == post).ToList()) book.NoteWalked(thread, Unknown);
    }

    private string MarkOf(PageThread thread) =>
        thread.Id == thread.Post ? markOf(thread.Id) : $"{markOf(thread.Post)}{Under}{markOf(thread.Id)}";
}
