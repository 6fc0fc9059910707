using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Listening.Core.Sources;
using Listening.Sources.Http;

namespace Listening.Sources.Bluesky;

/// <summary>Calls one server's XRPC methods, keeps to its limits and turns its errors into failures fit for staff.</summary>
internal sealed class XrpcClient(BlueskyOptions options, HttpClient http, TimeProvider time)
{
    private readonly RateWindows limits = new(options.RequestsInReserve, RateHeaders.Epoch("RateLimit"));

    /// <summary>Calls a query method; a null token asks as anybody may.</summary>
    public Task<XrpcAnswer> GetAsync(
        string method, IEnumerable<KeyValuePair<string, string>> parameters, string? token, CancellationToken cancellationToken)
    {
        var query = string.Join('&', parameters.Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}"));
        return SendAsync(HttpMethod.Get, method, $"{method}?{query}", content: null, token, cancellationToken);
    }

    /// <summary>Calls a procedure method.</summary>
    /// <param name="method">The method's name.</param>
    /// <param name="content">Null sends no body at all: refreshSession refuses even an empty object.</param>
    /// <param name="token">The token that opens it; null for none.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public Task<XrpcAnswer> PostAsync(string method, HttpContent? content, string? token, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, method, method, content, token, cancellationToken);

    private async Task<XrpcAnswer> SendAsync(
        HttpMethod verb, string method, string path, HttpContent? content, string? token, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (limits.WaitBefore(method, now) is { } wait)
            return new XrpcAnswer([], new SourceFailure(SourceFailureKind.RateLimited, "The server's limit is nearly used up.", wait), Status: 429);

        using var request = new HttpRequestMessage(verb, new Uri(options.Service, $"/xrpc/{path}")) { Content = content };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var read = await GuardedHttp.ReadAsync(http, request, time, cancellationToken);
        var reset = limits.Note(method, read, time.GetUtcNow());
        return read.Failure is null ? new XrpcAnswer(read.Body) : FailureOf(method, read, reset);
    }

    private static XrpcAnswer FailureOf(string method, BodyRead read, TimeSpan? reset)
    {
        var failure = read.Failure!;
        if (read.Status is null) return new XrpcAnswer([], failure);

        var status = (int)read.Status;
        var error = ErrorName(read.Body);
        var message = string.Create(CultureInfo.InvariantCulture, $"The server answered {status}{(error is null ? "" : " ")}{error} to {method}.");
        return new XrpcAnswer(
            [],
            failure with { Kind = KindOf(status, failure.Kind), Message = message, RetryAfter = failure.RetryAfter ?? (status == 429 ? reset : null) },
            error,
            status);
    }

    private static SourceFailureKind KindOf(int status, SourceFailureKind general) => status switch
    {
        // A server that lacks the method says so in this way; waiting does not help.
        501 => SourceFailureKind.Misconfigured,
        400 => SourceFailureKind.Misconfigured,
        _ => general,
    };

    // The name only: the message that comes with it quotes handles and addresses.
    private static string? ErrorName(byte[] body)
    {
        try
        {
            var name = JsonSerializer.Deserialize<WireError>(body, WireJson.Options)?.Error;
            return name is { Length: > 0 and <= 64 } && name.All(char.IsAsciiLetter) ? name : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
