using System.Globalization;
using Listening.Core.Sources;
using Listening.Sources.Http;

namespace Listening.Sources.Mastodon;

/// <summary>Why a stream did not open.</summary>
internal static class StreamFailure
{
    /// <summary>Reads an answer's head.</summary>
    /// <returns>Null when it is a stream.</returns>
    public static SourceFailure? Of(HttpResponseMessage answer, TimeProvider time)
    {
        var status = (int)answer.StatusCode;
        var asked = RetryAfter.Read(answer, time);
        return status switch
        {
            200 when answer.Content.Headers.ContentType?.MediaType == "text/event-stream" => null,
            200 => new SourceFailure(SourceFailureKind.Rejected, "The server's answer is no stream of events.", null),
            401 or 403 => new SourceFailure(
                SourceFailureKind.Unauthorised, "The server asks for an access token for its stream, or refuses the one it was given. Make one under Preferences, Development, with the scope read, and put it into the source's settings.", asked),
            404 or 410 => new SourceFailure(
                SourceFailureKind.Misconfigured, "There is no stream at this address. Many servers have it on a host of its own: set the source's streaming address to the one that the server's instance description gives.", asked),
            429 => new SourceFailure(SourceFailureKind.RateLimited, "The server allows no more connections for now.", asked),
            408 or >= 500 => new SourceFailure(SourceFailureKind.Unavailable, string.Create(CultureInfo.InvariantCulture, $"The server answered {status} to the stream."), asked),
            _ => new SourceFailure(SourceFailureKind.Rejected, string.Create(CultureInfo.InvariantCulture, $"The server answered {status} to the stream."), asked),
        };
    }
}
