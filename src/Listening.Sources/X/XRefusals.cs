using Listening.Core.Outgoing;
using Listening.Core.Sources;
using Listening.Sources.Http;
using Listening.Sources.Json;

namespace Listening.Sources.X;

/// <summary>Says why X refused a reply. X tells its reasons apart only by their words, which may quote names, so they are not passed on.</summary>
internal static class XRefusals
{
    private const string Engaged = "X lets an app answer only people who have mentioned or quoted this account, and this author has not. Answer on X itself, or by another way.";

    /// <summary>True when X has the same words from this account already.</summary>
    public static bool IsDuplicate(ApiAnswer answer) => answer.Status is 400 or 403 && Says(answer, "duplicate");

    /// <summary>What comes of a reply that failed.</summary>
    public static SendOutcome Of(ApiAnswer answer, SourceFailure failure) => failure.Kind switch
    {
        SourceFailureKind.RateLimited or SourceFailureKind.Unavailable or SourceFailureKind.OverBudget => SendOutcome.TryAgain(failure.Message, failure.RetryAfter),
        _ when answer.Status is 400 or 403 && Reason(answer) is { } reason => SendOutcome.Failed(reason),
        SourceFailureKind.Unauthorised when answer.Status == 403 => SendOutcome.Failed($"X refused the reply (403). {Engaged}"),
        SourceFailureKind.Unauthorised => SendOutcome.TryAgain($"X refuses this service's account, so that nothing can be answered until somebody looks after the source. ({failure.Message})", failure.RetryAfter),
        _ => SendOutcome.Failed($"X refused the reply. ({failure.Message})"),
    };

    private static string? Reason(ApiAnswer answer) => answer switch
    {
        _ when Says(answer, "mentioned or otherwise engaged", "mentioned or quoted", "not been mentioned", "who can reply", "reply to this conversation") => Engaged,
        _ when Says(answer, "deleted or not visible", "not visible to you", "could not find tweet", "could not find post") => "The post is no longer on X, or not to be seen by this account, so that it cannot be answered.",
        _ when Says(answer, "blocked") => "The author has blocked this account, or this account the author.",
        _ when Says(answer, "suspended", "temporarily locked", "account is locked") => "X has suspended or locked this service's account. Somebody has to sign in to it on X.",
        _ when Says(answer, "too long", "too-long") => "The reply is longer than X takes.",
        _ when Says(answer, "scope", "oauth1-permissions", "appropriate oauth", "client-forbidden", "client-not-enrolled") => "The app or its sign-in lacks the right to write on X. Give the app the permission to write and sign the account in again with the scope tweet.write.",
        _ => null,
    };

    private static bool Says(ApiAnswer answer, params ReadOnlySpan<string> words)
    {
        if (answer.Body is not { } body) return false;
        var said = string.Join(' ', body.Items("errors").Append(body).SelectMany(error => new[] { error.Text("detail"), error.Text("message"), error.Text("title"), error.Text("type"), error.Text("reason") }));
        foreach (var word in words)
        {
            if (said.Contains(word, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }
}
