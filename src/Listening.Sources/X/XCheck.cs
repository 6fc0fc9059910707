using Listening.Core.Posts;
using Listening.Core.Sources;

namespace Listening.Sources.X;

/// <summary>Looks whether held posts are still on X.</summary>
/// <remarks>
/// X is asked for the version that a post was read from (its link names it): its first version, which is our id, may be long
/// edited. X gives an older version when that one is asked for, or the newest in its place; either lists all versions, so that
/// the newest is asked for where it did not come. When any version is deleted all are, so that an id which X says is not there,
/// or not to be shown, is proof for the whole post. An id of which X says nothing, or anything else, proves nothing.
/// </remarks>
internal sealed class XCheck(XClient client, XPosts posts, TimeProvider time)
{
    /// <summary>Ids that X takes at once.</summary>
    public const int Batch = 100;

    /// <summary>As <see cref="IUpstreamCheck.CheckAsync"/>.</summary>
    public async Task<UpstreamRead> CheckAsync(IReadOnlyList<Post> held, CancellationToken cancellationToken)
    {
        var asked = held.Select(post => (Post: post, Id: XPosts.VersionOf(post))).Where(one => XId.IsOne(one.Id)).ToList();
        var (look, failure) = await LookAsync(asked.Select(one => one.Id), cancellationToken);
        if (look is null) return UpstreamRead.Failed(failure!);

        var newer = asked.Select(one => look.Newest(one.Id)).OfType<string>().Where(id => !look.Shows(id));
        var (more, failed) = await LookAsync(newer, cancellationToken);
        if (more is null) return UpstreamRead.Failed(failed!);

        look = look.With(more);
        var now = asked.Select(one => (one.Post, Now: look.Newest(one.Id) is { } newest ? look.Find(newest)?.Post : null));
        return new UpstreamRead
        {
            Gone = [.. asked.Where(one => look.IsGone(one.Id)).Select(one => one.Post.Id)],
            Changed = [.. now.Where(one => one.Now is not null && one.Now.Text != one.Post.Text).Select(one => one.Now!)],
        };
    }

    private async Task<(XLook? Look, SourceFailure? Failure)> LookAsync(IEnumerable<string> ids, CancellationToken cancellationToken)
    {
        var distinct = ids.Distinct(StringComparer.Ordinal).ToList();
        if (distinct.Count == 0) return (XLook.Nothing, null);
        var answer = await client.GetAsync("/2/tweets", null, [new("ids", string.Join(',', distinct)), .. XFields.All], cancellationToken);
        return answer.Failure is not null ? (null, answer.Failure) : (XLook.Read(answer.Body!.Value, posts, time.GetUtcNow().UtcDateTime), null);
    }
}
