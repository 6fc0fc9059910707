using Listening.Core.Posts;

namespace Listening.Sources.YouTube;

/// <summary>A page of threads in the making.</summary>
internal sealed class ThreadPage(YouTubeTurn turn)
{
    private readonly List<Post> found = [];
    private readonly List<Listed> items = [];

    /// <summary>What the page is read for.</summary>
    public YouTubeTurn Turn => turn;

    /// <summary>When the last thread of the page was begun; null when none says.</summary>
    public DateTime? Last { get; set; }

    /// <summary>Entries that could not be understood.</summary>
    public int Malformed { get; set; }

    /// <summary>The page so far.</summary>
    public Listing Listing => new() { Posts = [.. found.DistinctBy(post => post.Id)], Items = items, Malformed = turn.IsAgain ? 0 : Malformed };

    /// <summary>Adds a thread, and its first comment when that is new or edited.</summary>
    /// <returns>False when a page is read again and has brought a thread up that was not given out with it: it waits for the next run.</returns>
    public bool Add(Listed item, Post first, DateTime? edited)
    {
        var isKnown = turn.Known.Has(item.Mark);
        if (turn.IsAgain && !isKnown && turn.Run.Trail.All(step => step.Mark != item.Mark)) return false;
        items.Add(item);
        if (!turn.IsAgain && (!isKnown || edited >= turn.EditsFrom)) found.Add(first);
        return true;
    }

    /// <summary>Adds the replies of a thread that came whole, so that it counts as walked.</summary>
    public void AddReplies(Listed item, IReadOnlyList<Post> replies, int broken)
    {
        // Only what is given out with the page may count as read.
        if (turn.IsAgain) return;
        found.AddRange(replies);
        Malformed += broken;
        turn.Known.Note(item.Mark, item.Stamp);
    }
}
