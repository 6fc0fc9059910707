namespace Listening.Sources.Threads;

/// <summary>
/// Remembers how many replies each thread had when it was last walked, by marks and not by ids
/// (<see cref="Core.Sources.SourceRequest.MarkOf"/>), so that no thread is walked again for nothing. Part of a connector's cursor.
/// </summary>
internal sealed class ThreadBook
{
    private readonly Dictionary<string, long> walked;

    /// <summary>Opens the book.</summary>
    /// <param name="saved">As <see cref="Save"/> gave it; null for an empty one.</param>
    public ThreadBook(IReadOnlyDictionary<string, long>? saved = null) => walked = new(saved ?? new Dictionary<string, long>(), StringComparer.Ordinal);

    /// <summary>True when the thread has another number of replies than when it was last walked. A thread never walked needs none when it has no replies.</summary>
    public bool IsToBeWalked(string mark, long replies) => walked.GetValueOrDefault(mark) != replies;

    /// <summary>Notes that a thread was walked to its end when its first post said that it had that many replies.</summary>
    public void NoteWalked(string mark, long replies) => walked[mark] = replies;

    /// <summary>Forgets every thread but these, which are still young enough to be looked at.</summary>
    public void Keep(IEnumerable<string> marks)
    {
        var kept = marks.ToHashSet(StringComparer.Ordinal);
        foreach (var mark in walked.Keys.Where(mark => !kept.Contains(mark)).ToList()) walked.Remove(mark);
    }

    /// <summary>What to save.</summary>
    public IReadOnlyDictionary<string, long> Save() => walked;
}
