using Listening.Core.Outgoing;
using Listening.Core.Posts;

namespace Listening.Sources.X;

/// <summary>Finds a reply that this account has written, when it is not known whether it was.</summary>
internal sealed class XOwnReplies(XOptions options, XClient client, XAccounts accounts, XPosts posts, TimeProvider time)
{
    // The clocks of two systems need not agree to the second.
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(2);

    /// <summary>The reply that was written for a message: it answers the same post, and is younger than the message. Null when none is found.</summary>
    public async Task<Post?> FindAsync(ReplyRequest request, CancellationToken cancellationToken)
    {
        if (!XUsername.IsOne(options.Account)) return null;
        var (id, _) = await accounts.FindAsync(options.Account!, cancellationToken);
        if (id is null) return null;
        var written = DateTimeOffset.FromUnixTimeMilliseconds(MessageNumber.Read(request.MessageId).Milliseconds).UtcDateTime - Tolerance;
        var timeline = XRequest.Timeline(options.Account!);
        var answer = await client.GetAsync(timeline.Method, id, timeline.Page(new XPages { From = written }, options.PageSize), cancellationToken);
        if (answer.Failure is not null) return null;
        var (page, _) = XPage.Read(answer, posts, time.GetUtcNow().UtcDateTime);
        string[] answered = [request.Post.Id, XPosts.VersionOf(request.Post)];
        return page?.Posts.FirstOrDefault(post => answered.Contains(post.ReplyTo) && post.CreatedAt >= written);
    }
}
