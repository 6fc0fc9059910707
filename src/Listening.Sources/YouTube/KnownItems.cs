using Listening.Sources.Threads;

namespace Listening.Sources.YouTube;

/// <summary>What is known of videos and threads, by mark: how each stood when it was last walked. What has grown too old to be looked at is forgotten.</summary>
internal sealed class KnownItems(YouTubeCursor cursor)
{
    private readonly ThreadBook book = new(cursor.Known);

    /// <summary>True when it was met before.</summary>
    public bool Has(string mark) => book.Save().ContainsKey(mark);

    /// <summary>True when something under it has changed since it was walked. What has nothing under it needs no walk.</summary>
    public bool IsToBeWalked(Listed item) => !ItemStamp.IsEmpty(item.Stamp) && book.IsToBeWalked(item.Mark, item.Stamp);

    /// <summary>Notes how it stood when it was walked, or that it needs no walk.</summary>
    public void Note(string mark, long stamp) => book.NoteWalked(mark, stamp);

    /// <summary>Forgets what is older than an instant.</summary>
    public void Forget(DateTime from) => book.Keep(book.Save().Where(item => !ItemStamp.IsBefore(item.Value, from)).Select(item => item.Key).ToList());

    /// <summary>What to save.</summary>
    public IReadOnlyDictionary<string, long> Save() => book.Save();
}
