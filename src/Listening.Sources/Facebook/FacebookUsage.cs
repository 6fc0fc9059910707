using System.Text;
using System.Text.Json;
using Listening.Sources.Http;
using Listening.Sources.Json;

namespace Listening.Sources.Facebook;

/// <summary>
/// How much of the platform's limits is used up. It tells percentages (of calls, time and processor time) of windows that slide,
/// for the application and for the page, whatever was called; so they hold back every call alike.
/// </summary>
internal sealed class FacebookUsage(FacebookOptions options)
{
    private static readonly string[] Measures = ["call_count", "total_time", "total_cputime"];
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    private readonly Lock gate = new();
    private DateTimeOffset heldUntil;

    /// <summary>How long to wait before any call; null when one may be made now.</summary>
    public TimeSpan? WaitBefore(DateTimeOffset now)
    {
        lock (gate) return heldUntil > now ? heldUntil - now : null;
    }

    /// <summary>Reads an answer's headers. In the form of <see cref="RateWindows"/>, whose windows are by method; these are not.</summary>
    public RateWindow? Read(BodyRead answer, DateTimeOffset now)
    {
        var usages = App(answer).Concat(Businesses(answer)).ToList();
        if (usages.Count == 0) return null;
        // The platform tells the time in minutes, 0 as long as it has not cut anybody off.
        var waits = usages.Where(IsNear).Select(usage => usage.Number("estimated_time_to_regain_access") is { } minutes and > 0
            ? TimeSpan.FromMinutes(Math.Min(minutes, Longest.TotalMinutes))
            : options.Pause).ToList();
        lock (gate) heldUntil = waits.Count == 0 ? default : now + waits.Max();
        return null;
    }

    private bool IsNear(JsonElement usage) =>
        usage.Number("estimated_time_to_regain_access") > 0 || Measures.Any(measure => usage.Number(measure) >= options.StopAtPercent);

    private static IEnumerable<JsonElement> App(BodyRead answer) =>
        Header(answer, "X-App-Usage") is { ValueKind: JsonValueKind.Object } usage ? [usage] : [];

    // Under each business's number stands a list, one usage for each kind of business.
    private static IEnumerable<JsonElement> Businesses(BodyRead answer) =>
        Header(answer, "X-Business-Use-Case-Usage") is { ValueKind: JsonValueKind.Object } businesses
            ? businesses.EnumerateObject().SelectMany(business => business.Value.Elements())
            : [];

    private static JsonElement? Header(BodyRead answer, string name) =>
        answer.Header(name) is { } value ? TolerantJson.Parse(Encoding.UTF8.GetBytes(value)) : null;
}
