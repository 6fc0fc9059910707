using Listening.Core.Sources;

namespace Listening.Sources.Http;

/// <summary>Carries an expected refusal through the handlers, which know no results; <see cref="GuardedHttp"/> turns it back into one.</summary>
internal sealed class RefusedException(SourceFailureKind kind, string message) : HttpRequestException(message)
{
    /// <summary>What follows from the refusal.</summary>
    public SourceFailure Failure { get; } = new(kind, message, null);
}
