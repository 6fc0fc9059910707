using Listening.Core.Posts;
using Listening.Core.Sources;

namespace Listening.Sources.Recorded;

/// <summary>A page being filled.</summary>
internal sealed class RecordedPage(int pageSize)
{
    // Lines may be up to 8 MB each: a page also ends when it has read this much, whatever its size in lines.
    private const long MostBytes = 16 * 1024 * 1024;

    private readonly List<Post> _posts = new(Math.Min(pageSize, 1000));
    private readonly List<string> _deleted = [];
    private readonly HashSet<string> _deletedIds = new(StringComparer.Ordinal);
    private int _malformed;
    private long _bytes;

    /// <summary>True when posts may be missing before this page.</summary>
    public bool PossibleGap { get; set; }

    /// <summary>True when the next line belongs to the next page.</summary>
    /// <remarks>
    /// A page's deletions are applied after its posts. So a post that follows its own deletion (it was published
    /// again) has to wait for the next page, or the deletion would take it away.
    /// </remarks>
    public bool EndsBefore(RecordedLine next) =>
        _posts.Count + _deleted.Count + _malformed >= pageSize
        || _bytes >= MostBytes
        || (_deletedIds.Count > 0 && next.Line is { Deleted: false } line && _deletedIds.Contains(line.Post.Id));

    public void CountBytes(long bytes) => _bytes += bytes;

    public void AddMalformed() => _malformed++;

    public void AddPost(Post post) => _posts.Add(post);

    public void AddDeletion(string id)
    {
        if (_deletedIds.Add(id)) _deleted.Add(id);
    }

    public SourcePage Finish(string? cursor, bool hasMore) => new()
    {
        Posts = _posts,
        Deleted = _deleted,
        Cursor = cursor,
        HasMore = hasMore,
        Malformed = _malformed,
        PossibleGap = PossibleGap,
    };
}
