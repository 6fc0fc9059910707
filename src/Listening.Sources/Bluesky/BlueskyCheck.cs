using System.Text.Json;
using Listening.Core.Posts;
using Listening.Core.Sources;
using Listening.Sources.Json;

namespace Listening.Sources.Bluesky;

/// <summary>Looks at held posts again.</summary>
/// <remarks>
/// getPosts leaves out silently what is gone, and also what is only blocked from the reading account or not indexed; so what it
/// leaves out is asked of the server that holds the author's posts, and gone is only what that server says is gone.
/// </remarks>
internal sealed class BlueskyCheck(BlueskyReader reader, Repositories repositories, BlueskyPost posts, TimeProvider time)
{
    private readonly List<string> gone = [];
    private readonly List<Post> changed = [];

    /// <summary>Looks at posts again, 25 at most.</summary>
    public async Task<UpstreamRead> CheckAsync(IReadOnlyList<Post> held, CancellationToken cancellationToken)
    {
        var named = held.Where(post => Repositories.Parts(post.Id) is not null).ToDictionary(post => post.Id, StringComparer.Ordinal);
        if (named.Count == 0) return new UpstreamRead();
        var answer = await reader.GetAsync("app.bsky.feed.getPosts", named.Keys.Select(uri => KeyValuePair.Create("uris", uri)), cancellationToken);
        if (answer.Failure is not null) return UpstreamRead.Failed(answer.Failure);
        if (TolerantJson.Parse(answer.Body) is not { } body || body.At("posts").ValueKind != JsonValueKind.Array)
            return UpstreamRead.Failed(new SourceFailure(SourceFailureKind.Rejected, "The server's answer to getPosts is no list of posts.", null));

        foreach (var post in body.Items("posts"))
        {
            if (post.Text("uri") is { } uri && named.Remove(uri, out var old)) Compare(old, post);
        }

        foreach (var author in named.Keys.GroupBy(uri => Repositories.Parts(uri)!.Value.Did, StringComparer.Ordinal))
        {
            var (missing, failure) = await repositories.MissingAsync(author.Key, [.. author], cancellationToken);
            if (failure is not null) return UpstreamRead.Failed(failure);
            gone.AddRange(missing);
        }

        return new UpstreamRead { Gone = gone, Changed = changed };
    }

    private void Compare(Post held, JsonElement now)
    {
        if (Read(now) is not { } wire) return;
        // Since it was read, its author has asked to be shown to signed-in people only.
        if (BlueskyPost.IsWithheld(wire)) gone.Add(held.Id);
        else if (posts.Read(wire, time.GetUtcNow().UtcDateTime) is { } post && post.Text != held.Text) changed.Add(post);
    }

    private static WirePost? Read(JsonElement post)
    {
        try
        {
            return post.Deserialize<WirePost>(WireJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
