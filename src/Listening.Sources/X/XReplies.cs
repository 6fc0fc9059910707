using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Listening.Core.Outgoing;
using Listening.Core.Sources;
using Listening.Sources.Http;
using Listening.Sources.Json;

namespace Listening.Sources.X;

/// <summary>Answers posts as the organisation's account.</summary>
/// <remarks>
/// X takes no number of ours with a post, but refuses the same words twice. When an answer was lost, or X says that it has the
/// words already, the account's own posts are looked at for the reply; so sending again is harmless.
/// </remarks>
internal sealed class XReplies(XOptions options, XClient client, XSignIn signIn, XOwnReplies own)
{
    private const string Method = "/2/tweets";
    private readonly ConcurrentDictionary<string, bool> uncertain = new(StringComparer.Ordinal);

    /// <summary>Writes the reply.</summary>
    public async Task<SendOutcome> ReplyAsync(ReplyRequest request, CancellationToken cancellationToken)
    {
        if (!options.MayReply) return SendOutcome.Failed("This source is not set up to answer posts.");
        if (!XText.Measure(request.Text).Fits) return SendOutcome.Failed("The reply is longer than X takes.");
        if (!XId.IsOne(XPosts.VersionOf(request.Post))) return SendOutcome.Failed("The post has no id of X, so that it cannot be answered.");
        if (uncertain.ContainsKey(request.MessageId) && await own.FindAsync(request, cancellationToken) is { } there) return Sent(request, there.Url);

        var answer = await SendAsync(request, cancellationToken);
        if (answer.Failure is not { } failure)
        {
            var id = answer.Body?.At("data").Id("id");
            return Sent(request, XId.IsOne(id) ? new Uri(options.WebAddress, $"/{options.Account ?? "i"}/status/{id}").AbsoluteUri : null);
        }

        if (XRefusals.IsDuplicate(answer))
        {
            return await own.FindAsync(request, cancellationToken) is { } twin
                ? Sent(request, twin.Url)
                : SendOutcome.Failed("X refuses the reply because this account has said the same words a short while ago. Change the words.");
        }

        // Whether X has it is not known.
        if (answer.Status is null or >= 500 && failure.Kind == SourceFailureKind.Unavailable) uncertain[request.MessageId] = true;
        return XRefusals.Of(answer, failure);
    }

    private SendOutcome Sent(ReplyRequest request, string? address)
    {
        uncertain.TryRemove(request.MessageId, out _);
        return SendOutcome.Sent(address);
    }

    // Renews the sign-in at most once for a reply; a request that X refuses for it has done nothing.
    private async Task<ApiAnswer> SendAsync(ReplyRequest request, CancellationToken cancellationToken)
    {
        string? refused = null;
        while (true)
        {
            var (session, failure) = await signIn.GetAsync(refused, cancellationToken);
            if (session is null) return new ApiAnswer(Method) { Failure = failure };
            using var content = JsonContent.Create(new { text = request.Text, reply = new { in_reply_to_tweet_id = XPosts.VersionOf(request.Post) } });
            var cost = XText.HasLink(request.Text) ? options.ReplyWithLinkPrice : options.ReplyPrice;
            var answer = await client.PostAsync(Method, content, new AuthenticationHeaderValue("Bearer", session.AccessToken), cost, cancellationToken);
            if (answer.Status != 401 || refused is not null) return answer;
            refused = session.AccessToken;
        }
    }
}
