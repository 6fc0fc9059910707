using Listening.Core.Posts;
using Listening.Core.Sources;

namespace Listening.Sources.OwnPage;

/// <summary>What one read has found so far.</summary>
internal sealed class PageFindings(DateTime from)
{
    private readonly Dictionary<string, Post> posts = new(StringComparer.Ordinal);
    private readonly HashSet<string> gone = new(StringComparer.Ordinal);

    /// <summary>Entries that could not be understood.</summary>
    public int Malformed { get; set; }

    /// <summary>True when posts may have been missed.</summary>
    public bool PossibleGap { get; set; }

    /// <summary>Adds an entry that is new or edited.</summary>
    public void Add(PageEntry entry)
    {
        if (entry.Post is { } post) posts[post.Id] = post;
        if (entry.Gone is { } id) gone.Add(id);
    }

    /// <summary>Adds comments. Older ones came with an earlier walk, or were never for us: bringing them again would undo a deletion on time.</summary>
    public void Add(PageThread thread, PageComments comments)
    {
        foreach (var comment in comments.Posts.Where(comment => comment.CreatedAt >= from)) posts[comment.Id] = comment;
        if (comments.IsGone) gone.Add(thread.Id);
        Malformed += comments.Malformed;
    }

    /// <summary>The page.</summary>
    public SourceRead At(PageCursor cursor) => SourceRead.Of(new SourcePage
    {
        Posts = [.. posts.Values],
        Deleted = [.. gone],
        Malformed = Malformed,
        Cursor = cursor.Write(),
        HasMore = cursor.Drain is not null,
        PossibleGap = PossibleGap,
    });
}
