using System.Net;
using Listening.Core.Sources;
using Listening.Sources.Http;

namespace Listening.Sources.Mastodon;

/// <summary>A client for answers that do not end: guarded as every other, but nothing is read whole, bounded in time or repeated.</summary>
internal static class StreamClient
{
    /// <summary>Makes one.</summary>
    public static HttpClient Create(GuardedHttpOptions options, ISourceMeter? meter)
    {
        var sockets = GuardedHttp.CreateSockets(options);
        // What is packed comes in blocks, and an event should come when it happens.
        sockets.AutomaticDecompression = DecompressionMethods.None;
        HttpMessageHandler attempt = new RedirectHandler(options.MaximumRedirects, sockets);
        var client = new HttpClient(meter is null ? attempt : new MeterHandler(meter, attempt), disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", options.UserAgent);
        return client;
    }
}
