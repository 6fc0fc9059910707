using Listening.Core.Posts;
using Listening.Core.Sources;
using Listening.Sources.Json;

namespace Listening.Sources.LinkedIn;

/// <summary>Looks at held posts again: posts in one call, comments one by one.</summary>
/// <remarks>Posts of members may not be asked for, so nothing is said about them; what members did may be kept for 48 hours at most anyway.</remarks>
internal sealed class LinkedInCheck(LinkedInClient client, LinkedInPost posts)
{
    private readonly List<string> gone = [];
    private readonly List<Post> changed = [];

    /// <summary>Asks for the posts by their ids.</summary>
    public async Task<UpstreamRead> CheckAsync(IReadOnlyList<Post> held, CancellationToken cancellationToken)
    {
        var own = held.Where(post => posts.IsOwn(post) && !LinkedInUrn.IsComment(post.Id)).ToList();
        if (own.Count > 0 && await PostsAsync(own, cancellationToken) is { } failure) return UpstreamRead.Failed(failure);
        foreach (var comment in held)
        {
            if (LinkedInUrn.Parts(comment.Id) is { } parts && await CommentAsync(comment, parts, cancellationToken) is { } why) return UpstreamRead.Failed(why);
        }

        return new UpstreamRead { Gone = gone, Changed = changed };
    }

    private async Task<SourceFailure?> PostsAsync(List<Post> own, CancellationToken cancellationToken)
    {
        var answer = await client.GetAsync("posts", $"posts?ids={LinkedInUrn.List(own.Select(post => post.Id))}", "BATCH_GET", cancellationToken);
        if (answer.Failure is not null) return answer.Failure;
        var body = answer.Body!.Value;
        foreach (var post in own)
        {
            var now = body.At("results", post.Id);
            // Only where the answer says so: a post that it merely leaves out may be hidden for a while.
            if (body.At("errors", post.Id).Number("status") == 404 || (posts.Read(now) is not null && !LinkedInPost.IsPublic(now))) gone.Add(post.Id);
            else if (posts.Read(now) is { } read && read.Id == post.Id && read.Text != post.Text) changed.Add(read);
        }

        return null;
    }

    private async Task<SourceFailure?> CommentAsync(Post held, (string Under, string Id) parts, CancellationToken cancellationToken)
    {
        var answer = await client.GetAsync("comments", $"socialActions/{LinkedInUrn.Escape(parts.Under)}/comments/{parts.Id}", "GET", cancellationToken);
        if (LinkedInError.IsMissing(answer)) gone.Add(held.Id);
        else if (answer.Failure is not null) return answer.Failure;
        else if (posts.ReadComment(answer.Body!.Value, held.Conversation ?? parts.Under) is { } read && read.Id == held.Id && read.Text != held.Text) changed.Add(read);
        return null;
    }
}
