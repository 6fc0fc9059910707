using Listening.Core.Sources;

namespace Listening.Sources.Http;

/// <summary>Says what a failed exchange means. The framework's own messages name hosts and ports, so they are not passed on.</summary>
internal static class TransportFailure
{
    /// <summary>True when the same request may succeed a moment later.</summary>
    public static bool IsPassing(Exception failure) =>
        failure is HttpRequestException or IOException
        && Refusal(failure) is null
        && Kind(failure) is not (HttpRequestError.ConfigurationLimitExceeded or HttpRequestError.InvalidResponse or HttpRequestError.SecureConnectionError);

    /// <summary>What to tell the staff.</summary>
    public static SourceFailure Of(Exception failure) => Refusal(failure)?.Failure ?? Kind(failure) switch
    {
        HttpRequestError.NameResolutionError => new(SourceFailureKind.Unavailable, "The host name does not resolve.", null),
        HttpRequestError.ConnectionError => new(SourceFailureKind.Unavailable, "No connection could be made.", null),
        HttpRequestError.SecureConnectionError => new(SourceFailureKind.Unavailable, "No secure connection could be agreed.", null),
        HttpRequestError.ConfigurationLimitExceeded => new(SourceFailureKind.Rejected, "The answer's headers are larger than allowed.", null),
        HttpRequestError.InvalidResponse => new(SourceFailureKind.Rejected, "The answer is not HTTP.", null),
        _ => new(SourceFailureKind.Unavailable, "The connection was lost before the answer was complete.", null),
    };

    // What the connect callback throws arrives wrapped.
    private static RefusedException? Refusal(Exception? failure)
    {
        for (; failure is not null; failure = failure.InnerException)
        {
            if (failure is RefusedException refused) return refused;
        }

        return null;
    }

    private static HttpRequestError Kind(Exception failure) => failure switch
    {
        HttpIOException broken => broken.HttpRequestError,
        HttpRequestException { HttpRequestError: HttpRequestError.Unknown, InnerException: HttpIOException broken } => broken.HttpRequestError,
        HttpRequestException request => request.HttpRequestError,
        _ => HttpRequestError.Unknown,
    };
}
