using Listening.Core.Sources;

namespace Listening.Sources.Http;

/// <summary>Counts every attempt, repeated ones too, and lets none go out that the day's budget does not hold.</summary>
internal sealed class MeterHandler(ISourceMeter meter, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    /// <summary>What an attempt of a request uses up; one call unless set.</summary>
    public static readonly HttpRequestOptionsKey<SourceCharge> Charge = new("listening.charge");

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var charge = request.Options.TryGetValue(Charge, out var told) ? told : new SourceCharge(Calls: 1);
        return meter.Take(charge) is { } refusal ? throw new RefusedException(refusal) : base.SendAsync(request, cancellationToken);
    }
}
