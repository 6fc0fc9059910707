using System.Net;
using Listening.Core.Sources;

namespace Listening.Sources.Http;

/// <summary>What came of one request: an answer, a failure, or both when the answer's status is a failure.</summary>
public sealed record BodyRead
{
    /// <summary>The answer's status; null when there was no answer.</summary>
    public HttpStatusCode? Status { get; init; }

    /// <summary>The answer's headers as they came, repeated ones joined by a comma; names in any case.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The body, decompressed and whole; empty when there was none.</summary>
    public byte[] Body { get; init; } = [];

    /// <summary>Where the answer came from, after redirects; null when there was none.</summary>
    public Uri? Address { get; init; }

    /// <summary>Set unless the status is a success or 304: what the failure means, in words fit for staff and logs.</summary>
    public SourceFailure? Failure { get; init; }

    /// <summary>A header's value as it came; null when absent.</summary>
    public string? Header(string name) => Headers.GetValueOrDefault(name);
}
