using System.Globalization;
using Listening.Core.Sources;
using Listening.Sources.Http;
using Listening.Sources.Json;

namespace Listening.Sources.Facebook;

/// <summary>An error by the platform's own numbers. Its words quote ids and addresses, so they are not passed on.</summary>
internal sealed record FacebookError(long Code, long Subcode)
{
    private const int ObjectMissing = 33;

    /// <summary>True when something asked for is not there, or not allowed to be asked for in this way.</summary>
    public bool IsRefused => Code is 100 or 803;

    /// <summary>True when the platform says that the object itself is not there.</summary>
    public bool IsMissing => Code == 803 || (Code == 100 && Subcode == ObjectMissing);

    /// <summary>The error in an answer; null when there is none.</summary>
    public static FacebookError? Of(ApiAnswer answer) =>
        answer.Body?.At("error") is { } error && error.Number("code") is { } code ? new FacebookError(code, error.Number("error_subcode") ?? 0) : null;

    /// <summary>What to tell the staff.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="wait">How long to wait when it is a limit and the answer does not say.</param>
    public static SourceFailure? Explain(ApiAnswer answer, TimeSpan wait)
    {
        if (Of(answer) is not { } error) return null;
        var asked = answer.Failure?.RetryAfter;
        return error.Code switch
        {
            // 80001 is the page's own limit, told by its header as well.
            4 or 17 or 32 or 613 or (>= 80_000 and < 80_100) => error.As(SourceFailureKind.RateLimited, answer, "a limit is reached", asked ?? wait),
            190 or 102 or 2500 => error.As(
                SourceFailureKind.Unauthorised, answer, "the page's access token has ended or was withdrawn; give the source a new page access token"),
            10 or (>= 200 and <= 299) => error.As(
                SourceFailureKind.Unauthorised, answer, "the token lacks a permission; it needs pages_read_engagement and pages_read_user_content of this page"),
            100 or 803 => error.As(SourceFailureKind.Misconfigured, answer, "no such object or field; look at the page's number and the API version"),
            1 or 2 => error.As(SourceFailureKind.Unavailable, answer, "it is out of order for a moment", asked),
            _ => error.As(answer.Failure?.Kind ?? SourceFailureKind.Rejected, answer, "an error that is not known here", asked),
        };
    }

    private SourceFailure As(SourceFailureKind kind, ApiAnswer answer, string meaning, TimeSpan? wait = null) => new(
        kind, string.Create(CultureInfo.InvariantCulture, $"Facebook answered {answer.Method} with error {Code}: {meaning}."), wait);
}
