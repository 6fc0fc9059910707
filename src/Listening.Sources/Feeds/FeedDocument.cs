namespace Listening.Sources.Feeds;

/// <summary>A feed that was understood: either <see cref="Entries"/> mean something or <see cref="Refusal"/> is set.</summary>
/// <param name="Entries">Its entries in the document's order.</param>
/// <param name="Malformed">Entries left out because nothing in them could be used.</param>
/// <param name="Truncated">True when the document holds more entries than are read at once.</param>
/// <param name="Refusal">Why the document was refused, in words fit for staff; null when it was read.</param>
internal sealed record FeedDocument(IReadOnlyList<FeedEntry> Entries, int Malformed, bool Truncated, string? Refusal = null)
{
    /// <summary>The document is no feed, or one that is not safe to read.</summary>
    public static FeedDocument Refused(string why) => new([], 0, false, why);

    /// <summary>Keeps the entries that can become posts and counts the others.</summary>
    public static FeedDocument Of(IReadOnlyList<FeedEntry> entries, int malformed, bool truncated)
    {
        var kept = entries.Where(entry => !entry.IsEmpty).ToList();
        return new FeedDocument(kept, malformed + entries.Count - kept.Count, truncated);
    }
}
