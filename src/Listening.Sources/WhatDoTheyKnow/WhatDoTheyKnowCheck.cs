using Listening.Core.Posts;
using Listening.Core.Sources;
using Listening.Sources.Http;

namespace Listening.Sources.WhatDoTheyKnow;

/// <summary>Looks at held events again, a request at a time.</summary>
/// <remarks>
/// An event is gone when its request's feed shows it as hidden; when that feed is shorter than feeds may be, so that it is whole, and
/// lacks it; or when the site shows nothing of the request (403, 404, 410) while it does answer otherwise: a site that shows
/// nothing to anybody proves nothing.
/// </remarks>
internal sealed class WhatDoTheyKnowCheck(WhatDoTheyKnowOptions options, WhatDoTheyKnowClient client, EventPosts posts, TimeProvider time)
{
    // A word that every such site is full of.
    private const string Canary = "/feed/search/information.json";

    private readonly List<string> gone = [];
    private readonly List<Post> changed = [];
    private bool answers;

    /// <summary>Looks at posts again.</summary>
    public async Task<UpstreamRead> CheckAsync(IReadOnlyList<Post> held, CancellationToken cancellationToken)
    {
        var withheld = new List<string>();
        foreach (var request in held.Where(post => post.Conversation is { Length: > 0 }).GroupBy(post => post.Conversation!, StringComparer.Ordinal))
        {
            var answer = await client.GetAsync(WhatDoTheyKnowQuestion.RequestFeed(request.Key), null, cancellationToken);
            if (WhatDoTheyKnowClient.IsWithheld(answer)) withheld.AddRange(request.Select(post => post.Id));
            else if (answer.Failure is not null) return UpstreamRead.Failed(answer.Failure);
            else Compare([.. request], answer);
        }

        if (withheld.Count > 0)
        {
            if (!answers && await AskAsync(cancellationToken) is { } failure) return UpstreamRead.Failed(failure);
            gone.AddRange(withheld);
        }

        return new UpstreamRead { Gone = gone, Changed = changed };
    }

    private void Compare(List<Post> held, ApiAnswer answer)
    {
        // A request has at least the event of its being made, so an empty feed is an index in the making.
        if (EventFeed.Read(answer.Body, posts, options, time.GetUtcNow().UtcDateTime) is not { Events.Count: > 0 } feed) return;
        answers = true;
        var isWhole = feed.Malformed == 0 && feed.Length < options.FeedLength;
        var shown = feed.Events.ToDictionary(one => one.Id, StringComparer.Ordinal);
        foreach (var post in held)
        {
            if (!shown.TryGetValue(post.Id, out var found))
            {
                if (isWhole) gone.Add(post.Id);
            }
            else if (found.Post is null)
            {
                gone.Add(post.Id);
            }
            else if (EventText.Renewed(post.Text, found.Post.Text) is { } text)
            {
                changed.Add(found.Post with { Text = text });
            }
        }
    }

    private async Task<SourceFailure?> AskAsync(CancellationToken cancellationToken)
    {
        var answer = await client.GetAsync(Canary, null, cancellationToken);
        if (answer.Failure is not null) return answer.Failure;
        return EventFeed.Read(answer.Body, posts, options, time.GetUtcNow().UtcDateTime) is { Events.Count: > 0 }
            ? null
            : new SourceFailure(SourceFailureKind.Unavailable, "The site shows no events at all, so nothing is concluded from those that are missing.", null);
    }
}
