using System.Text.Json;
using Listening.Core.Posts;
using Listening.Core.Sources;
using Listening.Sources.Http;
using Listening.Sources.Json;

namespace Listening.Sources.Mastodon;

/// <summary>Looks whether held posts are still there.</summary>
/// <remarks>
/// Posts are asked for together, which servers know since 4.3; what is missing there, and everything on an older server, is asked for
/// one by one. Only that answer proves something: a list also leaves out what the reading account has muted. The server says 404 of a
/// deleted post, of one that is no longer public and of one whose author is suspended alike. All of them mean gone.
/// </remarks>
internal sealed class MastodonCheck(MastodonOptions options, MastodonApi api, MastodonPost posts, TimeProvider time)
{
    private volatile bool asksTogether = true;

    /// <summary>True when the server itself, and no proxy before it, says that a post is not there.</summary>
    public static bool IsGone(ApiAnswer answer) => answer is { Status: 404 or 410, Body: not null } && answer.Body.Value.Text("error") is not null;

    /// <summary>Asks for posts by their ids.</summary>
    public async Task<UpstreamRead> CheckAsync(IReadOnlyList<Post> held, CancellationToken cancellationToken)
    {
        if (held.Count == 0) return new UpstreamRead();
        var found = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        if (asksTogether && held.Count > 1)
        {
            foreach (var batch in held.Chunk(options.CheckBatch))
            {
                if (await AskTogetherAsync(batch, found, cancellationToken) is { } failure) return UpstreamRead.Failed(failure);
            }
        }

        var gone = new List<string>();
        foreach (var post in held.Where(post => !found.ContainsKey(post.Id)))
        {
            var answer = await api.GetAsync("statuses", $"/api/v1/statuses/{Uri.EscapeDataString(post.Id)}", [], cancellationToken);
            if (IsGone(answer)) gone.Add(post.Id);
            else if (answer.Failure is not null) return UpstreamRead.Failed(answer.Failure);
            else if (answer.Body is not { } status || status.Id("id") != post.Id) return UpstreamRead.Failed(new SourceFailure(SourceFailureKind.Rejected, "The server's answer to statuses is not the post that was asked for.", null));
            else found[post.Id] = status;
        }

        return Compare(held, found, gone);
    }

    private async Task<SourceFailure?> AskTogetherAsync(Post[] batch, Dictionary<string, JsonElement> found, CancellationToken cancellationToken)
    {
        var answer = await api.GetAsync("statuses (several)", "/api/v1/statuses", batch.Select(post => new KeyValuePair<string, string>("id[]", post.Id)), cancellationToken);
        if (answer.Status is 404 or 405 or 410)
        {
            // An older server has no such method. Asking one by one is right on every server.
            asksTogether = false;
            return null;
        }

        if (answer.Failure is not null) return answer.Failure;
        foreach (var status in answer.Body?.Elements() ?? [])
        {
            if (status.Id("id") is { } id) found[id] = status;
        }

        return null;
    }

    private UpstreamRead Compare(IReadOnlyList<Post> held, Dictionary<string, JsonElement> found, List<string> gone)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var changed = new List<Post>();
        foreach (var post in held)
        {
            if (!found.TryGetValue(post.Id, out var status)) continue;
            if (status.Text("visibility") is not null && !MastodonPost.IsKept(status)) gone.Add(post.Id);
            else if (MastodonPost.IsKept(status) && posts.Read(status, now) is { } read && IsChanged(post, read)) changed.Add(read with { CollectedAt = post.CollectedAt });
        }

        return new UpstreamRead { Gone = gone, Changed = changed };
    }

    private static bool IsChanged(Post held, Post read) =>
        held.Text != read.Text || held.Lang != read.Lang || !held.Hashtags.SequenceEqual(read.Hashtags, StringComparer.Ordinal) || !held.Links.SequenceEqual(read.Links, StringComparer.Ordinal);
}
