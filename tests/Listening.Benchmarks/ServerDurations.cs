using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;

namespace Listening.Benchmarks;

/// <summary>The server's own measure of each request, by route.</summary>
internal sealed class ServerDurations : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, ConcurrentBag<double>> _seconds = new(StringComparer.Ordinal);

    public ServerDurations()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "http.server.request.duration") listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<double>((_, seconds, tags, _) =>
        {
            var (route, method) = ("", "");
            foreach (var tag in tags)
            {
                if (tag.Key == "http.route") route = tag.Value?.ToString() ?? "";
                if (tag.Key == "http.request.method") method = tag.Value?.ToString() ?? "";
            }

            _seconds.GetOrAdd($"{method} {route}", _ => []).Add(seconds);
        });
        _listener.Start();
    }

    public void Clear() => _seconds.Clear();

    public void Report(string when)
    {
        Console.WriteLine($"{when}:");
        foreach (var (route, seconds) in _seconds.OrderByDescending(route => route.Value.Count))
        {
            var sorted = seconds.Order().ToArray();
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{route,-40} {sorted.Length,6:N0} requests, server time median {At(sorted, 0.5):F1} ms, 95th percentile {At(sorted, 0.95):F1} ms, longest {sorted[^1] * 1000:F0} ms"));
        }
    }

    public void Dispose() => _listener.Dispose();

    private static double At(double[] sorted, double share) => sorted[(int)((sorted.Length - 1) * share)] * 1000;
}
