namespace Listening.Sources.Bluesky;

/// <summary>
/// One run over the answers under an account's posts, in memory: a restart begins the run again. What stands in it is only
/// ever added to, so that a page that was read and not saved can be read again.
/// </summary>
/// <remarks>
/// The platform counts direct answers only, so an answer to an answer shows nowhere in the account's feed. Every known answer is
/// therefore asked for again, many in a call, and only where its number has changed the thread is read below it. A run whose
/// forerunner is not in memory knows no answers, and reads the threads that have any once to learn them.
/// </remarks>
internal sealed class ThreadRun(string id, ThreadRun? before)
{
    private readonly IReadOnlyDictionary<string, ThreadNode>? known = before is { isComplete: true } ? before.nodes : null;
    private readonly Dictionary<string, ThreadNode> nodes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (long Replies, DateTime At)> posts = new(StringComparer.Ordinal);
    private readonly List<ThreadCall> calls = [];
    private readonly HashSet<string> asked = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> shownBy = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> readBy = new(StringComparer.Ordinal);
    private bool isPlanned;
    private bool isComplete;

    /// <summary>Its number.</summary>
    public string Id => id;

    /// <summary>Number of the run before; null when it is not in memory.</summary>
    public string? BeforeId { get; } = before?.Id;

    /// <summary>Answers older than that are not given by a run that knows none, or the retention limit would be undone.</summary>
    public DateTime From { get; set; }

    /// <summary>The account's young posts.</summary>
    public IEnumerable<string> Posts => posts.Keys;

    /// <summary>Direct answers that the feed said a post of the account has; null for any other post.</summary>
    public long? RepliesOf(string post) => posts.TryGetValue(post, out var said) ? said.Replies : null;

    /// <summary>Takes in a post of the account's feed.</summary>
    public void Add(string post, long replies, DateTime at) => posts[post] = (replies, at);

    /// <summary>Decides what is to be asked once the feed is read: posts, the oldest first, for others may stand in its thread; then known answers.</summary>
    /// <param name="isToBeWalked">Whether a post's number of answers differs from the one noted.</param>
    /// <param name="batch">Answers asked for in one call.</param>
    public void Plan(Func<string, long, bool> isToBeWalked, int batch)
    {
        // The feed's last page may have been read twice.
        if (isPlanned) return;
        isPlanned = true;
        foreach (var (post, (replies, _)) in posts.OrderBy(post => post.Value.At))
        {
            if (isToBeWalked(post, replies) || (known is null && replies > 0)) Walk(post, post);
        }

        var followed = known?.Where(node => posts.ContainsKey(node.Value.Under) && !posts.ContainsKey(node.Key)).Select(node => node.Key) ?? [];
        calls.AddRange(followed.Chunk(batch).Select(uris => new ThreadCall(null, "", uris)));
    }

    /// <summary>The next call that is still needed, and its place; null when there is none.</summary>
    /// <param name="at">Calls that are done with.</param>
    public (ThreadCall Call, int At)? Next(int at)
    {
        for (; at < calls.Count; at++)
        {
            var call = calls[at];
            if (call.Root is { } root ? !IsBefore(readBy, root, at) : Unseen(call, at).Any()) return (call, at);
        }

        // A run that was broken off knows only some of the answers, and none is known after it.
        isComplete = isPlanned;
        return null;
    }

    /// <summary>Answers of a batch that no thread read before it has shown.</summary>
    public IEnumerable<string> Unseen(ThreadCall call, int at) => call.Uris.Where(uri => !IsBefore(shownBy, uri, at));

    /// <summary>Notes that a post's direct answers were read by a call.</summary>
    public void NoteRead(string uri, int at) => readBy.TryAdd(uri, at);

    /// <summary>Notes an answer that a call has shown.</summary>
    /// <param name="uri">The answer.</param>
    /// <param name="node">What is to be remembered of it.</param>
    /// <param name="at">The call's place.</param>
    /// <param name="indexed">When the platform took it in.</param>
    /// <returns>True when it is to be given: it was not known, and no call before has shown it.</returns>
    public bool Note(string uri, ThreadNode node, int at, DateTime? indexed)
    {
        nodes[uri] = node;
        var isFirst = shownBy.TryAdd(uri, at) || shownBy[uri] == at;
        return isFirst && !posts.ContainsKey(uri) && (known is null ? indexed is null || indexed >= From : !known.ContainsKey(uri));
    }

    /// <summary>Compares a known answer with what the platform says now.</summary>
    /// <param name="uri">The answer.</param>
    /// <param name="replies">Direct answers to it; null when the platform does not show it.</param>
    public void Compare(string uri, long? replies)
    {
        var old = known![uri];
        if (replies is not { } now)
        {
            // One gone and another come would leave the number as it was.
            Walk(old.Parent, old.Under);
            return;
        }

        nodes[uri] = old with { Replies = now };
        if (now != old.Replies) Walk(uri, old.Under);
    }

    /// <summary>Asks for a thread, once in a run.</summary>
    /// <param name="uri">Its first post.</param>
    /// <param name="under">The account's post that it stands under.</param>
    public void Walk(string uri, string under)
    {
        if (asked.Add(uri)) calls.Add(new ThreadCall(uri, under, []));
    }

    private static bool IsBefore(Dictionary<string, int> places, string uri, int at) => places.TryGetValue(uri, out var by) && by < at;
}

/// <summary>A call of a run: a thread, or a batch of answers.</summary>
/// <param name="Root">The first post of the thread; null for a batch.</param>
/// <param name="Under">The account's post that it stands under.</param>
/// <param name="Uris">The batch.</param>
internal sealed record ThreadCall(string? Root, string Under, IReadOnlyList<string> Uris);

/// <summary>What is remembered of an answer.</summary>
/// <param name="Replies">Direct answers to it.</param>
/// <param name="Parent">What it answers.</param>
/// <param name="Under">The account's post that it stands under.</param>
internal sealed record ThreadNode(long Replies, string Parent, string Under);
