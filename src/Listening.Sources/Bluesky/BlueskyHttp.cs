using Listening.Core.Sources;
using Listening.Sources.Http;

namespace Listening.Sources.Bluesky;

/// <summary>Makes the client of a source: one way to the servers of its settings, another to those that accounts name for themselves.</summary>
internal static class BlueskyHttp
{
    /// <summary>Makes the client.</summary>
    public static HttpClient CreateClient(BlueskyOptions options, TimeProvider time, ISourceMeter? meter)
    {
        var handler = new Fork(
            [Origin(options.Service), Origin(options.Directory)],
            GuardedHttp.CreateHandler(options.Http, time, meter),
            GuardedHttp.CreateHandler(options.OtherServers, time, meter));
        var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", options.Http.UserAgent);
        return client;
    }

    private static string Origin(Uri address) => address.GetLeftPart(UriPartial.Authority);

    /// <summary>An account chooses its own server, so only the servers of the settings may ever stand in a private network.</summary>
    private sealed class Fork(IReadOnlyList<string> own, HttpMessageHandler inside, HttpMessageHandler outside) : HttpMessageHandler
    {
        private readonly HttpMessageInvoker toOwn = new(inside);
        private readonly HttpMessageInvoker toOthers = new(outside);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            (own.Contains(Origin(request.RequestUri!), StringComparer.OrdinalIgnoreCase) ? toOwn : toOthers).SendAsync(request, cancellationToken);

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                toOwn.Dispose();
                toOthers.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
