using Listening.Core.Sources;

namespace Listening.Sources.Http;

/// <summary>Carries an expected refusal through the handlers, which know no results; <see cref="GuardedHttp"/> turns it back into one.</summary>
internal sealed class RefusedException(SourceFailure failure) : HttpRequestException(failure.Message)
{
    /// <summary>A refusal that waiting does not change, or not for a known time.</summary>
    public RefusedException(SourceFailureKind kind, string message)
        : this(new SourceFailure(kind, message, null))
    {
    }

    /// <summary>What follows from the refusal.</summary>
    public SourceFailure Failure { get; } = failure;
}
