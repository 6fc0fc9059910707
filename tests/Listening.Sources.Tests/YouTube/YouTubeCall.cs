using Listening.TestSupport;
using Microsoft.AspNetCore.WebUtilities;

namespace Listening.Sources.Tests.YouTube;

/// <summary>One call that reached the server.</summary>
internal sealed record YouTubeCall(string Resource, string Query, string Key)
{
    public static YouTubeCall Of(ReceivedRequest request)
    {
        var parts = request.Path.Split('?', 2);
        return new YouTubeCall(parts[0].Split('/')[^1], parts.ElementAtOrDefault(1) ?? "", request.Headers.GetValueOrDefault("X-Goog-Api-Key", ""));
    }

    /// <summary>A parameter's value; null when it was not sent.</summary>
    public string? this[string name] => QueryHelpers.ParseQuery(Query).TryGetValue(name, out var value) ? value.ToString() : null;
}
