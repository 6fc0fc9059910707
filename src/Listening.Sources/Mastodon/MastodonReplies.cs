using System.Text.Json;
using System.Text.Json.Nodes;
using Listening.Core.Outgoing;
using Listening.Core.Sources;
using Listening.Sources.Http;
using Listening.Sources.Json;
using Listening.Sources.Text;

namespace Listening.Sources.Mastodon;

/// <summary>Answers posts as the reading account.</summary>
/// <remarks>
/// The message number is the request's key: sent again, the server gives back what it has written already. It remembers keys for an hour,
/// so a message that is older is first looked for among the answers that the post has.
/// An author is told of a reply only when it names them, so their handle is put in front of a text that does not.
/// </remarks>
internal sealed class MastodonReplies(MastodonOptions options, MastodonApi api, MastodonInstance instance, TimeProvider time)
{
    private static readonly TimeSpan KeysLast = TimeSpan.FromMinutes(55);

    /// <summary>Writes the reply.</summary>
    public async Task<SendOutcome> ReplyAsync(ReplyRequest request, CancellationToken cancellationToken)
    {
        if (!options.MayReply || !options.HasToken) return SendOutcome.Failed("This source may not write replies, or has no access token to write them with.");
        await instance.LearnAsync(cancellationToken);
        var found = await api.GetAsync("statuses", StatusPath(request), [], cancellationToken);
        if (MastodonCheck.IsGone(found)) return SendOutcome.Failed("The post is no longer on Mastodon, or its author lets this account see it no more, so it cannot be answered.");
        if (found.Failure is { } failure) return OutcomeOf(failure);
        if (found.Body is not { } parent || !MastodonPost.IsKept(parent)) return SendOutcome.Failed("The post is no longer public, so it is not answered from here.");

        var text = Addressed(request, parent);
        if (!MastodonText.Measure(text, instance.Characters, instance.LinkCharacters).Fits)
            return SendOutcome.Failed("With the author's handle in front the reply is longer than the server takes. Shorten it, and send it again.");
        if (await WrittenBeforeAsync(request, text, cancellationToken) is { } earlier) return earlier;

        var body = new JsonObject
        {
            ["status"] = text,
            ["in_reply_to_id"] = request.Post.Id,
            // An answer is as public as what it answers, and no more.
            ["visibility"] = parent.Text("visibility"),
        };
        var written = await api.PostAsync("statuses (write)", "/api/v1/statuses", body, request.MessageId, cancellationToken);
        return written.Failure is { } refused ? OutcomeOfWriting(written, refused) : SendOutcome.Sent(AddressOf(written.Body));
    }

    private async Task<SendOutcome?> WrittenBeforeAsync(ReplyRequest request, string text, CancellationToken cancellationToken)
    {
        if (!MessageNumber.IsOne(request.MessageId)) return null;
        var begun = DateTimeOffset.FromUnixTimeMilliseconds(MessageNumber.Read(request.MessageId).Milliseconds);
        if (time.GetUtcNow() - begun < KeysLast) return null;
        var own = await api.GetAsync("accounts/verify_credentials", "/api/v1/accounts/verify_credentials", [], cancellationToken);
        if (own.Failure is { } failure) return OutcomeOf(failure);
        var thread = await api.GetAsync("statuses/context", $"{StatusPath(request)}/context", [], cancellationToken);
        if (thread.Failure is { } unread) return OutcomeOf(unread);
        var account = own.Body?.Id("id");
        var earlier = thread.Body?.Items("descendants").FirstOrDefault(status =>
            account is not null && status.At("account").Id("id") == account && status.Id("in_reply_to_id") == request.Post.Id
            && status.Time("created_at") >= begun.UtcDateTime.AddMinutes(-1) && MastodonText.IsSame(text, HtmlText.Of(status.Text("content") ?? "").Text));
        return earlier is { ValueKind: JsonValueKind.Object } there ? SendOutcome.Sent(AddressOf(there)) : null;
    }

    private static string StatusPath(ReplyRequest request) => $"/api/v1/statuses/{Uri.EscapeDataString(request.Post.Id)}";

    private static string Addressed(ReplyRequest request, JsonElement parent) =>
        parent.At("account").Text("acct") is not { Length: > 0 } acct || MastodonText.Names(request.Text, acct, request.Post.Author.Handle)
            ? request.Text
            : $"@{acct} {request.Text}";

    private static string? AddressOf(JsonElement? written) => WebLink.Resolve(written?.Text("url") ?? written?.Text("uri"), null);

    private static SendOutcome OutcomeOfWriting(ApiAnswer answer, SourceFailure failure) => answer.Status switch
    {
        404 or 410 => SendOutcome.Failed("The post is no longer on Mastodon, so it cannot be answered."),
        400 or 422 => SendOutcome.Failed("The server refused the reply: it is too long for it, or holds something that it does not take."),
        _ => OutcomeOf(failure),
    };

    private static SendOutcome OutcomeOf(SourceFailure failure) => failure.Kind switch
    {
        SourceFailureKind.Unauthorised => SendOutcome.TryAgain(
            $"Mastodon refuses this service's account. Whoever looks after the sources has to give it an access token with the scopes read and write:statuses. ({failure.Message})", failure.RetryAfter),
        SourceFailureKind.RateLimited or SourceFailureKind.OverBudget or SourceFailureKind.Unavailable => SendOutcome.TryAgain(failure.Message, failure.RetryAfter),
        _ => SendOutcome.Failed($"Mastodon refused the reply. ({failure.Message})"),
    };
}
