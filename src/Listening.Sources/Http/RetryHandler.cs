using Listening.Core.Sources;
using Polly;
using Polly.Retry;

namespace Listening.Sources.Http;

/// <summary>Repeats what failed for a passing reason: exponential back-off with jitter, or the wait that the server asks for.</summary>
internal sealed class RetryHandler : DelegatingHandler
{
    /// <summary>Set to true on a request that may be repeated although its method changes something.</summary>
    public static readonly HttpRequestOptionsKey<bool> Repeatable = new("listening.repeatable");

    private readonly GuardedHttpOptions options;
    private readonly TimeProvider time;
    private readonly ResiliencePipeline<HttpResponseMessage> pipeline;

    public RetryHandler(GuardedHttpOptions options, TimeProvider time, HttpMessageHandler inner)
        : base(inner)
    {
        this.options = options;
        this.time = time;
        pipeline = options.MaximumRetries == 0 ? ResiliencePipeline<HttpResponseMessage>.Empty : Build();
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(options.TotalTimeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            if (!MayRepeat(request)) return await base.SendAsync(request, both.Token);
            return await pipeline.ExecuteAsync(
                static async (state, token) => await state.Handler.SendOnceAsync(state.Request, token),
                (Handler: this, Request: request),
                both.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new RefusedException(SourceFailureKind.Unavailable, "No answer within the time allowed for all attempts.");
        }
    }

    private Task<HttpResponseMessage> SendOnceAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        base.SendAsync(request, cancellationToken);

    private static bool MayRepeat(HttpRequestMessage request) =>
        request.Method == HttpMethod.Get || request.Method == HttpMethod.Head
        || (request.Options.TryGetValue(Repeatable, out var told) && told);

    private ResiliencePipeline<HttpResponseMessage> Build() =>
        new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                MaxRetryAttempts = options.MaximumRetries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = options.RetryDelay,
                MaxDelay = options.LongestWait,
                ShouldHandle = arguments => ValueTask.FromResult(IsPassing(arguments.Outcome)),
                DelayGenerator = arguments => ValueTask.FromResult(
                    arguments.Outcome.Result is { } response ? RetryAfter.Read(response, time) : null),
            })
            .Build();

    private bool IsPassing(Outcome<HttpResponseMessage> outcome)
    {
        if (outcome.Exception is not null) return TransportFailure.IsPassing(outcome.Exception);
        var status = (int)outcome.Result!.StatusCode;
        var asked = RetryAfter.Read(outcome.Result, time);
        if (asked > options.LongestWait) return false;
        // A limit without a time says nothing about when to come back; the caller's own schedule decides.
        return status is 408 or >= 500 || (status == 429 && asked is not null);
    }
}
