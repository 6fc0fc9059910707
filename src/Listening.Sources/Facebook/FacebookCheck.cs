using System.Text.Json;
using Listening.Core.Posts;
using Listening.Core.Sources;
using Listening.Sources.Json;

namespace Listening.Sources.Facebook;

/// <summary>Looks at held posts again.</summary>
/// <remarks>One id that is not there fails the whole request, without being named; so a refused batch is halved until it is found.</remarks>
internal sealed class FacebookCheck(FacebookOptions options, FacebookClient client, TimeProvider time)
{
    /// <summary>Asks for the posts by their ids.</summary>
    public async Task<UpstreamRead> CheckAsync(IReadOnlyList<Post> posts, CancellationToken cancellationToken)
    {
        List<string> gone = [];
        List<Post> changed = [];
        var pending = new Stack<Post[]>(posts.DistinctBy(post => post.Id).Chunk(options.CheckBatch));
        while (pending.TryPop(out var group))
        {
            var answer = await client.GetAsync(
                "ids", "", [new("ids", string.Join(',', group.Select(post => post.Id))), new("fields", "id,message,message_tags")], cancellationToken);
            var error = FacebookError.Of(answer);
            if (error is { IsRefused: true } && group.Length > 1)
            {
                foreach (var half in group.Chunk((group.Length + 1) / 2)) pending.Push(half);
                continue;
            }

            if (error is { IsMissing: true })
                gone.Add(group[0].Id);
            else if (answer.Failure is not null)
                return UpstreamRead.Failed(answer.Failure);
            else
                changed.AddRange(group.Select(post => Changed(post, answer.Body!.Value.At(post.Id))).OfType<Post>());
        }

        // The same error means a permission that is missing. That all of them are gone is believed only while the page can be read.
        if (gone.Count > 0 && gone.Count == posts.Count && await ProofAsync(cancellationToken) is { } failure) return UpstreamRead.Failed(failure);
        return new UpstreamRead { Gone = gone, Changed = changed };
    }

    private async Task<SourceFailure?> ProofAsync(CancellationToken cancellationToken) =>
        (await client.GetAsync("feed", $"{options.PageId}/{FacebookPlan.Feed}", [new("fields", "id"), new("limit", "1")], cancellationToken)).Failure;

    // An answer that leaves a post out says nothing about it.
    private Post? Changed(Post held, JsonElement now)
    {
        if (now.Id("id") != held.Id) return null;
        var text = now.Text("message") ?? "";
        return text == held.Text ? null : held with { Text = text, Mentions = FacebookPost.Tags(now), CollectedAt = time.GetUtcNow().UtcDateTime };
    }
}
