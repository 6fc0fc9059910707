using System.Collections.Concurrent;

namespace Listening.Sources.Mastodon;

/// <summary>Threads that a page of an account's posts showed to have changed, and that are walked one by one.</summary>
/// <param name="Next">The first of them.</param>
/// <param name="Rest">The others.</param>
/// <param name="Older">Place of the next page of the account's posts; null when this was the last of interest.</param>
internal sealed record PendingThreads(ChangedThread Next, IReadOnlyList<ChangedThread> Rest, string? Older);

/// <summary>A thread whose number of replies is another than when it was last walked.</summary>
/// <param name="Id">Id of its first post.</param>
/// <param name="Mark">Its mark in the cursor.</param>
/// <param name="Replies">How many replies it has now.</param>
internal sealed record ChangedThread(string Id, string Mark, long Replies);

/// <summary>What is known of threads between two reads of one search. It may be forgotten at any time: the page is then read again.</summary>
internal sealed class ThreadMemory
{
    private const int MostKept = 1_000;

    private readonly ConcurrentDictionary<(string Account, string Cursor), PendingThreads> kept = new();

    /// <summary>Keeps what is pending for whoever goes on at a cursor.</summary>
    public void Keep(string account, string cursor, PendingThreads pending)
    {
        if (kept.Count >= MostKept) kept.Clear();
        kept[(account, cursor)] = pending;
    }

    /// <summary>What is pending at a cursor, once; null when it is not known.</summary>
    public PendingThreads? Take(string account, string? cursor) => cursor is not null && kept.TryRemove((account, cursor), out var pending) ? pending : null;
}
