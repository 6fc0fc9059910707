namespace Listening.Sources.YouTube;

/// <summary>
/// Remembers the entries of pages whose lists are still being walked, so that they need not be asked for again. Holds ids and no
/// text, and only a little of it; what is not there any more, or never was after a restart, is read again.
/// </summary>
internal sealed class PageMemory
{
    private const int Most = 64;
    private readonly Lock turn = new();
    private readonly Dictionary<string, Listing> pages = new(StringComparer.Ordinal);
    private readonly Queue<string> order = new();

    /// <summary>A remembered page; null when there is none.</summary>
    public Listing? Find(string place)
    {
        lock (turn) return pages.GetValueOrDefault(place);
    }

    /// <summary>Remembers a page's entries.</summary>
    public void Keep(string place, Listing page)
    {
        lock (turn)
        {
            if (!pages.ContainsKey(place)) order.Enqueue(place);
            pages[place] = page with { Posts = [], Gone = [], Malformed = 0 };
            while (order.Count > Most) pages.Remove(order.Dequeue());
        }
    }
}
