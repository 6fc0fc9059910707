using System.Runtime.InteropServices;
using Listening.Core.Posts;
using Listening.Core.Sources;

namespace Listening.Sources.BlueskyStream;

/// <summary>A page being filled. Of each post only the last word within the page is kept, so that nothing deleted is given out first.</summary>
/// <param name="size">Events after which it is full.</param>
/// <param name="place">The place up to which everything was given; null when unknown.</param>
/// <param name="replayUntil">Up to this place the events were given before (to a reader that has forgotten): the page does not end among them.</param>
internal sealed class StreamPage(int size, long? place, long? replayUntil = null)
{
    private readonly List<Post?> posts = [];
    private readonly Dictionary<string, int> at = new(StringComparer.Ordinal);
    private readonly HashSet<string> gone = new(StringComparer.Ordinal);
    private readonly HashSet<string> hidden = new(StringComparer.Ordinal);
    private bool inReplay;

    /// <summary>The place after the last event taken; null when unknown.</summary>
    public long? Place { get; private set; } = place;

    /// <summary>Events taken that were new.</summary>
    public int Events { get; private set; }

    /// <summary>Events taken that could not be understood.</summary>
    public int Malformed { get; set; }

    /// <summary>True when something may have been missed.</summary>
    public bool Gap { get; set; }

    /// <summary>True when the stream must be left for a moment, to look up whose a handle has become.</summary>
    public bool Pause { get; set; }

    /// <summary>True when it was ended although more had come.</summary>
    public bool More { get; set; }

    /// <summary>True when a reader that does not keep it would miss something.</summary>
    public bool HasSomething => Events > 0 || Malformed > 0 || Gap || hidden.Count > 0;

    /// <summary>True when no more is to be taken. A page that repeats what was given before may grow to four times its size.</summary>
    public bool IsFull => Events >= size && (!inReplay || Events >= size * 4L);

    /// <summary>True when a post of this account must wait for the next page.</summary>
    public bool Hides(string author) => hidden.Count > 0 && hidden.Contains(author);

    /// <summary>Notes that an event was taken at a place.</summary>
    public void Move(long to)
    {
        // A replay begins before the place it was given. A page that ends within it is only as far as the replay has come.
        if (Place is null || to > Place || Place == replayUntil) Place = to;
        inReplay = to <= replayUntil;
    }

    /// <summary>The server does not know our place: what came between is lost to us.</summary>
    public void Lose() => (Place, Gap) = (null, true);

    /// <summary>Counts an event that was new.</summary>
    public void Count() => Events++;

    /// <summary>A post, new or edited.</summary>
    public void Add(Post post)
    {
        gone.Remove(post.Id);
        ref var index = ref CollectionsMarshal.GetValueRefOrAddDefault(at, post.Id, out var known);
        if (known) posts[index] = null;
        index = posts.Count;
        posts.Add(post);
    }

    /// <summary>A post that is gone.</summary>
    public void Remove(string id)
    {
        if (at.Remove(id, out var index)) posts[index] = null;
        gone.Add(id);
    }

    /// <summary>An account all of whose posts are gone.</summary>
    public void Hide(string author)
    {
        hidden.Add(author);
        for (var i = 0; i < posts.Count; i++)
        {
            if (posts[i] is not { } post || post.Author.Id != author) continue;
            at.Remove(post.Id);
            posts[i] = null;
        }
    }

    /// <summary>The page to give out.</summary>
    public SourcePage Build(StreamCursor cursor) => new()
    {
        Posts = [.. posts.OfType<Post>()],
        Deleted = [.. gone],
        HiddenAuthors = [.. hidden],
        Malformed = Malformed,
        PossibleGap = Gap,
        HasMore = More || IsFull,
        Cursor = cursor.Write(),
    };
}
