using Listening.Core.Sources;

namespace Listening.Sources.Bluesky;

/// <summary>What came of one XRPC call: a body, or a failure with the protocol's own name for it.</summary>
internal sealed record XrpcAnswer(byte[] Body, SourceFailure? Failure = null, string? Error = null, int Status = 0)
{
    /// <summary>True when the token was refused, so that another may do.</summary>
    public bool IsTokenRefused => Status == 401 || Error is "ExpiredToken" or "InvalidToken";

    /// <summary>True when the request itself was refused: a parameter, a paging token, an account that is not there.</summary>
    public bool IsRequestRefused => Status == 400 && !IsTokenRefused;
}
