using System.Collections.Concurrent;

namespace Listening.Sources.Tests.Bluesky;

/// <summary>Notes the XRPC methods that pass by.</summary>
internal sealed class MethodLog(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private readonly ConcurrentQueue<string> methods = new();

    /// <summary>The last word of each method called, in order: <c>createSession</c>, <c>getAuthorFeed</c>.</summary>
    public IReadOnlyList<string> Methods => [.. methods];

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        methods.Enqueue(request.RequestUri!.AbsolutePath.Split('.')[^1]);
        return base.SendAsync(request, cancellationToken);
    }
}
