using System.Collections.Concurrent;

namespace Listening.Sources.X;

/// <summary>
/// Ids of the young threads of runs under way. A cursor may not name them, so they live here only; after a restart the account's
/// posts are read again.
/// </summary>
internal sealed class XThreads
{
    // A run that was never finished (its search was deleted) is forgotten.
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);
    private readonly ConcurrentDictionary<(string Part, DateTime Started), Listing> listings = new();

    /// <summary>The threads of a run whose pages are all read; null when they are not known here.</summary>
    public IReadOnlyList<XThread>? Find(XDrain drain) => listings.TryGetValue(Key(drain), out var listing) ? listing.Whole : null;

    /// <summary>True when all pages of a run so far were read here.</summary>
    public bool Knows(XDrain drain) => drain.Pages is not { Read: > 0 } pages || (listings.TryGetValue(Key(drain), out var listing) && listing.Pages >= pages.Read);

    /// <summary>Notes the threads of a page.</summary>
    /// <param name="drain">The run.</param>
    /// <param name="page">Number of the page, from 0.</param>
    /// <param name="isLast">True for the last one.</param>
    /// <param name="threads">Its threads. Noting them again changes nothing but their counts.</param>
    public void Note(XDrain drain, int page, bool isLast, IEnumerable<XThread> threads)
    {
        foreach (var old in listings.Keys.Where(key => key.Started < drain.Started - Kept)) listings.TryRemove(old, out _);
        listings.GetOrAdd(Key(drain), _ => new Listing()).Note(page, isLast, threads);
    }

    private static (string, DateTime) Key(XDrain drain) => (drain.Part, drain.Started);

    private sealed class Listing
    {
        private readonly Lock gate = new();
        private readonly OrderedDictionary<string, XThread> threads = new(StringComparer.Ordinal);
        private bool isWhole;

        public int Pages { get; private set; }

        public IReadOnlyList<XThread>? Whole
        {
            get
            {
                lock (gate) return isWhole ? [.. threads.Values] : null;
            }
        }

        public void Note(int page, bool isLast, IEnumerable<XThread> found)
        {
            lock (gate)
            {
                foreach (var thread in found) threads[thread.Mark] = thread;
                Pages = Math.Max(Pages, page + 1);
                isWhole |= isLast;
            }
        }

    }
}

/// <summary>A young thread.</summary>
/// <param name="Mark">Its mark.</param>
/// <param name="Conversation">The conversation's id.</param>
/// <param name="Versions">All ids of its first post; a reply answers one of them.</param>
/// <param name="Replies">Direct replies, as X counts them.</param>
internal sealed record XThread(string Mark, string Conversation, IReadOnlyList<string> Versions, long Replies);
