using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Listening.Core.Outgoing;
using Listening.Core.Sources;
using Listening.Sources.Json;

namespace Listening.Sources.Bluesky;

/// <summary>Answers posts as the reading account.</summary>
/// <remarks>
/// A reply's record key is made from its message number and the record is only ever created, never replaced: sent again, it
/// is refused as being there, which is what was wanted.
/// </remarks>
internal sealed class BlueskyReplies(BlueskyOptions options, BlueskyReader account, TimeProvider time)
{
    private const string Collection = "app.bsky.feed.post";
    private const string Blocked = "The author has blocked this account.";

    /// <summary>Writes the reply.</summary>
    public async Task<SendOutcome> ReplyAsync(ReplyRequest request, CancellationToken cancellationToken)
    {
        var found = await account.GetAsync("app.bsky.feed.getPosts", [new("uris", request.Post.Id)], cancellationToken);
        if (found.Failure is { } failure) return OutcomeOf(found, failure);
        using var body = JsonDocument.Parse(found.Body);
        var parent = body.RootElement.Items("posts").FirstOrDefault(post => post.Text("uri") == request.Post.Id);
        if (References(parent) is not { } references) return SendOutcome.Failed(await WhyHiddenAsync(request.Post.Id, cancellationToken));
        if (Refusal(parent) is { } refusal) return SendOutcome.Failed(refusal);

        var (key, did) = (RecordKey.Of(request.MessageId), "");
        var written = await account.PostAsync("com.atproto.repo.putRecord", own => Record(did = own, key, request, references), cancellationToken);
        if (written.Failure is not null && written.Error != "InvalidSwap") return OutcomeOf(written, written.Failure);
        return SendOutcome.Sent(new Uri(options.WebAddress, $"/profile/{did}/post/{key}").AbsoluteUri);
    }

    // The server shows nothing of an author who has blocked the account, as if the post were gone.
    private async Task<string> WhyHiddenAsync(string post, CancellationToken cancellationToken)
    {
        if (post.Split('/') is ["at:", "", var author, ..])
        {
            var profile = await account.GetAsync("app.bsky.actor.getProfile", [new("actor", author)], cancellationToken);
            if (profile.Failure is null)
            {
                using var body = JsonDocument.Parse(profile.Body);
                if (Is(body.RootElement.At("viewer", "blockedBy"))) return Blocked;
            }
        }

        return "The post is no longer on Bluesky, or its author's account is gone, so it cannot be answered.";
    }

    private JsonObject Record(string did, string key, ReplyRequest request, JsonObject references)
    {
        var record = new JsonObject
        {
            ["$type"] = Collection,
            ["text"] = request.Text,
            ["createdAt"] = time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            ["reply"] = references,
        };
        if (BlueskyText.Facets(request.Text, request.Post.Author) is { Count: > 0 } facets) record["facets"] = facets;
        return new JsonObject
        {
            ["repo"] = did,
            ["collection"] = Collection,
            ["rkey"] = key,
            ["record"] = record,
            // Nothing may be there yet.
            ["swapRecord"] = null,
        };
    }

    // A reply names its parent and the first post of the thread, which the parent names when it is a reply itself.
    private static JsonObject? References(JsonElement parent)
    {
        if (Reference(parent) is not { } self) return null;
        return new JsonObject { ["root"] = Reference(parent.At("record", "reply", "root")) ?? self.DeepClone(), ["parent"] = self };
    }

    private static JsonObject? Reference(JsonElement named) =>
        named.Text("uri") is { } uri && named.Text("cid") is { } cid ? new JsonObject { ["uri"] = uri, ["cid"] = cid } : null;

    // What the platform knows of our account and this post. It would take the record all the same, and show it to nobody.
    private static string? Refusal(JsonElement parent)
    {
        if (Is(parent.At("viewer", "replyDisabled"))) return "The author lets nobody, or only some people, answer this post, and this account is not among them.";
        if (Is(parent.At("author", "viewer", "blockedBy"))) return Blocked;
        return parent.At("author", "viewer").Text("blocking") is null ? null : "This account has blocked the author.";
    }

    private static bool Is(JsonElement value) => value.ValueKind == JsonValueKind.True;

    private static SendOutcome OutcomeOf(XrpcAnswer answer, SourceFailure failure) => answer.Error switch
    {
        "AccountTakedown" or "RepoTakendown" or "AccountDeactivated" or "RepoDeactivated" => SendOutcome.Failed("Bluesky has taken down or deactivated this service's account."),
        "BlockedActor" or "BlockedByActor" => SendOutcome.Failed("The author has blocked this account, or this account the author."),
        _ => failure.Kind switch
        {
            SourceFailureKind.Unauthorised => SendOutcome.TryAgain($"Bluesky refuses this service's account. Whoever looks after the sources has to give it a new app password. ({failure.Message})", failure.RetryAfter),
            SourceFailureKind.RateLimited or SourceFailureKind.Unavailable => SendOutcome.TryAgain(failure.Message, failure.RetryAfter),
            _ => SendOutcome.Failed($"Bluesky refused the reply. ({failure.Message})"),
        },
    };
}
