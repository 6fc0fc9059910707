using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Listening.Application.Outgoing;
using Listening.Application.Storage;
using Listening.Core.Outgoing;
using Listening.Host.Configuration;
using Listening.Sources.Http;

namespace Listening.Host.Outgoing;

/// <summary>Gives items to the case system by signed webhook (Standard Webhooks) and reads the case's reference from its answer.</summary>
internal sealed class HandOverChannel : ISendingChannel, IDisposable
{
    private readonly HandOverOptions _options;
    private readonly OutgoingSettings _settings;
    private readonly TimeProvider _time;
    private readonly HttpClient _client;

    public HandOverChannel(HandOverOptions options, OutgoingSettings settings, TimeProvider time)
    {
        (_options, _settings, _time) = (options, settings, time);
        // Whoever sends repeats in its own way.
        _client = GuardedHttp.CreateClient(
            new GuardedHttpOptions
            {
                AllowPrivateAddresses = true,
                MaximumBytes = 64 * 1024,
                MaximumRedirects = 0,
                MaximumRetries = 0,
                AttemptTimeout = TimeSpan.FromSeconds(30),
                TotalTimeout = TimeSpan.FromSeconds(30),
            },
            time);
    }

    /// <inheritdoc/>
    public SendingKind Kind => SendingKind.HandOver;

    /// <inheritdoc/>
    public async Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        var body = HandOverDocument.Json(message);
        var timestamp = _time.GetUtcNow().ToUnixTimeSeconds();
        using var request = new HttpRequestMessage(HttpMethod.Post, _options.Webhook) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("webhook-id", message.MessageId);
        request.Headers.Add("webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", WebhookSignature.Of(_options.Secrets, message.MessageId, timestamp, body));
        var answer = await GuardedHttp.ReadAsync(_client, request, _time, cancellationToken);
        return answer switch
        {
            { Failure: null, Status: not HttpStatusCode.NotModified } => Taken(answer.Body),
            { Status: HttpStatusCode.Gone } => SendOutcome.Failed("The case system takes nothing at this address any more (410)."),
            _ => SendOutcome.TryAgain($"The case system did not take it. ({answer.Failure?.Message ?? "The server answered 304."})", answer.Failure?.RetryAfter),
        };
    }

    public void Dispose() => _client.Dispose();

    // It is taken whatever else the answer says: sent again, it would become a second case.
    private SendOutcome Taken(byte[] body)
    {
        if (ReferenceIn(body) is not { } reference) return SendOutcome.Sent(problem: "The case system took it but gave no reference.");
        return _settings.RefusalOf(reference) is null
            ? SendOutcome.Sent(reference)
            : SendOutcome.Sent(problem: "The case system took it, but what it gave as reference is none.");
    }

    private static string? ReferenceIn(byte[] body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("reference", out var reference) && reference.ValueKind == JsonValueKind.String
                ? reference.GetString()
                : null;
        }
        catch (Exception none) when (none is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
