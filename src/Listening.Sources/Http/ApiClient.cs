using System.Globalization;
using System.Text.Json;
using Listening.Core.Sources;
using Listening.Sources.Json;

namespace Listening.Sources.Http;

/// <summary>Calls a platform's JSON methods: keeps to its limits before they are hit, and turns its errors into failures fit for staff.</summary>
/// <param name="http">A client of <see cref="GuardedHttp"/>.</param>
/// <param name="windows">The platform's limits as its headers tell them.</param>
/// <param name="time">The clock.</param>
/// <param name="explain">The platform's own reading of an answer that is a failure, or that hides one in a success (null: no failure).</param>
internal sealed class ApiClient(HttpClient http, RateWindows windows, TimeProvider time, Func<ApiAnswer, SourceFailure?> explain)
{
    /// <summary>Sends a request.</summary>
    /// <param name="method">The method's name in the platform's documentation, without anything of the request: for limits and messages.</param>
    /// <param name="request">The request; disposed by the caller.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <param name="charge">What it uses up; one call unless given.</param>
    public async Task<ApiAnswer> SendAsync(string method, HttpRequestMessage request, CancellationToken cancellationToken, SourceCharge? charge = null)
    {
        if (windows.WaitBefore(method, time.GetUtcNow()) is { } wait)
            return new ApiAnswer(method) { Failure = new SourceFailure(SourceFailureKind.RateLimited, $"The platform's limit for {method} is nearly used up.", wait) };

        if (charge is { } told) request.Options.Set(MeterHandler.Charge, told);
        var read = await GuardedHttp.ReadAsync(http, request, time, cancellationToken);
        var reset = windows.Note(method, read, time.GetUtcNow());
        var answer = new ApiAnswer(method)
        {
            Status = (int?)read.Status,
            Headers = read.Headers,
            Body = read.Body.Length == 0 ? null : TolerantJson.Parse(read.Body),
            Failure = Named(method, read, reset),
        };
        if (answer.Status is null || answer.Status == 304) return answer;
        var failure = explain(answer) ?? answer.Failure;
        // What a successful call gives back is always JSON; a page that a proxy put in its place is not.
        if (failure is null && answer.Body is null && answer.Status != 204)
            failure = new SourceFailure(SourceFailureKind.Rejected, $"The answer to {method} is not JSON.", null);
        return answer with { Failure = failure };
    }

    private static SourceFailure? Named(string method, BodyRead read, TimeSpan? reset) => read switch
    {
        { Failure: null } => null,
        { Status: { } status } => read.Failure with
        {
            Message = string.Create(CultureInfo.InvariantCulture, $"The platform answered {(int)status} to {method}."),
            RetryAfter = read.Failure.RetryAfter ?? ((int)status == 429 ? reset : null),
        },
        _ => read.Failure,
    };
}

/// <summary>What came of a call.</summary>
/// <param name="Method">The method called.</param>
internal sealed record ApiAnswer(string Method)
{
    /// <summary>The HTTP status; null when there was no answer.</summary>
    public int? Status { get; init; }

    /// <summary>The headers as they came; names in any case.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The body; null when it was empty or not JSON.</summary>
    public JsonElement? Body { get; init; }

    /// <summary>Why the call gave nothing; null when it did.</summary>
    public SourceFailure? Failure { get; init; }
}
