using System.Net.Http.Headers;
using System.Threading.Channels;
using Listening.Core.Sources;
using Listening.Sources.Http;

namespace Listening.Sources.Mastodon;

/// <summary>The open connections of one stream, and the events that have come over them and wait to be read.</summary>
internal sealed class StreamConnection : IAsyncDisposable
{
    private readonly CancellationTokenSource ended = new();
    private readonly MastodonStreamOptions options;
    private readonly TimeProvider time;
    private readonly Channel<(int Part, ServerSentEvent Event)> events;
    private readonly List<HttpResponseMessage> answers = [];
    private Task[] readers = [];

    private StreamConnection(MastodonStreamOptions options, TimeProvider time)
    {
        (this.options, this.time) = (options, time);
        events = Channel.CreateBounded<(int, ServerSentEvent)>(options.MostWaiting);
    }

    /// <summary>Tells this connection from others.</summary>
    public string Id { get; } = Guid.NewGuid().ToString("N")[..12];

    /// <summary>Events that wait to be read, with the number of the path that each came over; ends when a connection is broken.</summary>
    public ChannelReader<(int Part, ServerSentEvent Event)> Events => events.Reader;

    /// <summary>Opens all connections, or says why one cannot be opened.</summary>
    public static async Task<(StreamConnection? Connection, SourceFailure? Failure)> OpenAsync(
        MastodonStreamOptions options, HttpClient http, IReadOnlyList<string> paths, TimeProvider time, CancellationToken cancellationToken)
    {
        var connection = new StreamConnection(options, time);
        try
        {
            foreach (var path in paths)
            {
                if (await connection.AddAsync(http, path, cancellationToken) is not { } failure) continue;
                await connection.DisposeAsync();
                return (null, failure);
            }
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }

        connection.readers = [.. connection.answers.Select(connection.FollowAsync)];
        return (connection, null);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        await Task.WhenAll(readers);
        foreach (var answer in answers) answer.Dispose();
        ended.Dispose();
    }

    private async Task<SourceFailure?> AddAsync(HttpClient http, string path, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(options.StreamingService ?? options.Service, path));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        if (options.HasToken) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.AccessToken);
        // A server that takes the connection and then says nothing must not hold the read.
        using var limit = new CancellationTokenSource(options.Silence, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, both.Token);
            answers.Add(answer);
            return StreamFailure.Of(answer, time);
        }
        catch (Exception failed) when (failed is HttpRequestException or IOException)
        {
            return TransportFailure.Of(failed);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return new SourceFailure(SourceFailureKind.Unavailable, "The server did not open the stream in time.", null);
        }
    }

    // Whatever ends one connection ends them all: the next read connects anew and fetches what came between.
    private async Task FollowAsync(HttpResponseMessage answer, int part)
    {
        using var silence = new CancellationTokenSource(options.Silence, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, ended.Token);
        try
        {
            await using var body = await answer.Content.ReadAsStreamAsync(both.Token);
            await foreach (var arrived in ServerSentEvents.ReadAsync(body, options.LargestEvent, () => silence.CancelAfter(options.Silence), both.Token))
            {
                if (!events.Writer.TryWrite((part, arrived))) break;
            }
        }
        catch (Exception broken) when (broken is OperationCanceledException or HttpRequestException or IOException or InvalidDataException)
        {
            // What came before is still read.
        }

        events.Writer.TryComplete();
    }
}
