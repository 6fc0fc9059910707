using System.Net.Http.Headers;
using Listening.Sources.Http;

namespace Listening.Host.Notices;

/// <summary>Posts notices as JSON to a configured address, which may be in the organisation's own network.</summary>
internal sealed class WebhookChannel : INoticeChannel, IDisposable
{
    private readonly Uri _address;
    private readonly TimeProvider _time;
    private readonly HttpClient _client;

    public WebhookChannel(Uri address, TimeProvider time)
    {
        _address = address;
        _time = time;
        // Whoever sends repeats in its own way. Nothing of the answer is needed but its status.
        _client = GuardedHttp.CreateClient(
            new GuardedHttpOptions
            {
                AllowPrivateAddresses = true,
                MaximumBytes = 64 * 1024,
                MaximumRedirects = 0,
                MaximumRetries = 0,
                AttemptTimeout = TimeSpan.FromSeconds(15),
                TotalTimeout = TimeSpan.FromSeconds(15),
            },
            time);
    }

    public string Name => "webhook";

    public async Task<string?> SendAsync(Notice notice, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _address) { Content = new ReadOnlyMemoryContent(notice.Json) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var answer = await GuardedHttp.ReadAsync(_client, request, _time, cancellationToken);
        return answer.Failure?.Message;
    }

    public void Dispose() => _client.Dispose();
}
