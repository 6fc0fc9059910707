using System.Globalization;
using Listening.Core.Sources;
using Listening.Sources.Http;
using Listening.Sources.Json;

namespace Listening.Sources.LinkedIn;

/// <summary>What the platform's errors mean. Its words quote members and addresses, so they are not passed on.</summary>
internal static class LinkedInError
{
    /// <summary>What to tell the staff.</summary>
    public static SourceFailure? Explain(ApiAnswer answer, TimeSpan pause)
    {
        if (answer.Failure is not { } failure) return null;
        return answer.Status switch
        {
            401 => As(SourceFailureKind.Unauthorised, "the consent has ended or was withdrawn; an administrator of the page has to give it again, and the new refresh token goes into the source's settings"),
            403 => As(SourceFailureKind.Unauthorised, "whoever gave the consent is no longer an administrator of the page, or the application lacks the Community Management product"),
            426 => As(SourceFailureKind.Misconfigured, "the API version in the source's settings is over or unknown; write a newer one (YYYYMM)"),
            429 => As(SourceFailureKind.RateLimited, "a limit of the day is reached", failure.RetryAfter ?? pause),
            400 => As(SourceFailureKind.Misconfigured, "the request is refused; look at the page's number and the API version"),
            _ => failure,
        };

        SourceFailure As(SourceFailureKind kind, string meaning, TimeSpan? wait = null) => new(
            kind, string.Create(CultureInfo.InvariantCulture, $"LinkedIn answered {answer.Status} to {answer.Method}: {meaning}."), wait);
    }

    /// <summary>True when the platform itself says that what was asked for is not there, and not something on the way to it.</summary>
    public static bool IsMissing(ApiAnswer answer) => answer.Status == 404 && answer.Body?.Number("status") == 404;
}
