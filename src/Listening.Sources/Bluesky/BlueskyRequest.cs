using System.Globalization;

namespace Listening.Sources.Bluesky;

/// <summary>What is asked of the server, page after page.</summary>
/// <param name="Method">The XRPC method.</param>
/// <param name="Parameters">Its parameters, without those of paging.</param>
internal sealed record BlueskyRequest(string Method, IReadOnlyList<KeyValuePair<string, string>> Parameters)
{
    /// <summary>True when the method takes a window of time; the others are read from the newest until old enough.</summary>
    public bool TakesWindow { get; init; }

    /// <summary>True when the answers under the posts are read as well, so that the feed is read back as far as they are followed.</summary>
    public bool WithComments { get; init; }

    /// <summary>The same without a parameter that not every server knows; null when there is none such.</summary>
    public BlueskyRequest? Plainer { get; init; }

    /// <summary>The request as people read it.</summary>
    public override string ToString() => Parameters.Count == 0 ? Method : $"{Method} {string.Join(' ', Parameters.Select(parameter => $"{parameter.Key}={parameter.Value}"))}";

    /// <summary>All parameters of one page.</summary>
    /// <param name="drain">Where the reading stands.</param>
    /// <param name="from">Start of the window, UTC.</param>
    /// <param name="pageSize">Entries wanted.</param>
    public IEnumerable<KeyValuePair<string, string>> Page(BlueskyDrain drain, DateTime from, int pageSize)
    {
        foreach (var parameter in Parameters) yield return parameter;
        if (TakesWindow)
        {
            yield return new("since", Instant(from));
            yield return new("until", Instant(drain.Before ?? drain.Started));
        }

        yield return new("limit", pageSize.ToString(CultureInfo.InvariantCulture));
        if (drain.Token is not null) yield return new("cursor", PagingToken.Restore(drain.Token));
        else if (drain.Before is { } before && !TakesWindow) yield return new("cursor", Instant(before));
    }

    private static string Instant(DateTime time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
