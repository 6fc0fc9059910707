using System.Globalization;
using System.Net.WebSockets;
using Listening.Core.Sources;
using Listening.Sources.Http;

namespace Listening.Sources.BlueskyStream;

/// <summary>Opens WebSockets, and only to addresses that were checked as those of every other request are.</summary>
internal sealed class StreamSocket : IDisposable
{
    private readonly BlueskyStreamOptions options;
    private readonly TimeProvider time;
    private readonly ISourceMeter? meter;
    private readonly HttpMessageInvoker invoker;

    public StreamSocket(BlueskyStreamOptions options, TimeProvider time, ISourceMeter? meter)
    {
        (this.options, this.time, this.meter) = (options, time, meter);
        invoker = new HttpMessageInvoker(GuardedHttp.CreateSockets(options.Http));
    }

    /// <summary>Connects.</summary>
    /// <returns>The socket, or why there is none.</returns>
    public async Task<(WebSocket? Socket, SourceFailure? Failure)> OpenAsync(Uri address, CancellationToken cancellationToken)
    {
        if (address.Scheme != Uri.UriSchemeWss && !(address.Scheme == Uri.UriSchemeWs && options.AllowPrivateAddresses))
            return (null, new SourceFailure(SourceFailureKind.Misconfigured, "The stream's address must begin with wss:// (ws:// only where private addresses are allowed).", null));
        if (meter?.Take(new SourceCharge(Calls: 1)) is { } spent) return (null, spent);

        var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        // Whoever is gone without a word is noticed, on a quiet stream too.
        socket.Options.KeepAliveInterval = TimeSpan.FromSeconds(30);
        socket.Options.KeepAliveTimeout = TimeSpan.FromSeconds(30);
        socket.Options.SetRequestHeader("User-Agent", options.Http.UserAgent);
        using var limit = new CancellationTokenSource(options.FrameTimeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await socket.ConnectAsync(address, invoker, both.Token);
            return (socket, null);
        }
        catch (Exception failed) when (failed is WebSocketException or HttpRequestException or IOException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            var failure = limit.IsCancellationRequested
                ? new SourceFailure(SourceFailureKind.Unavailable, "The server did not open the stream in time.", null)
                : FailureOf(socket, failed);
            socket.Dispose();
            return (null, failure);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <inheritdoc />
    public void Dispose() => invoker.Dispose();

    private SourceFailure FailureOf(ClientWebSocket socket, Exception failed)
    {
        var status = (int)socket.HttpStatusCode;
        if (status is 0 or 101 or 200) return status == 200 ? NotAStream() : TransportFailure.Of(failed.InnerException ?? failed);
        var kind = status switch
        {
            401 or 403 => SourceFailureKind.Unauthorised,
            429 => SourceFailureKind.RateLimited,
            408 or >= 500 => SourceFailureKind.Unavailable,
            _ => SourceFailureKind.Misconfigured,
        };
        var advice = kind switch
        {
            SourceFailureKind.Unauthorised => " These streams are open to everybody: ask its operator why this one is not, or follow another.",
            SourceFailureKind.Misconfigured => " Check the host and which of the two protocols it speaks.",
            _ => "",
        };
        var asked = socket.HttpResponseHeaders?.FirstOrDefault(header => header.Key.Equals("Retry-After", StringComparison.OrdinalIgnoreCase)).Value?.FirstOrDefault();
        return new SourceFailure(
            kind,
            string.Create(CultureInfo.InvariantCulture, $"The server answered {status} instead of opening the stream.{advice}"),
            RetryAfter.Read(asked, time.GetUtcNow()));
    }

    private static SourceFailure NotAStream() => new(SourceFailureKind.Misconfigured, "The server answers, but not with a stream. Check the host and which of the two protocols it speaks.", null);
}
