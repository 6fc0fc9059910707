using System.Text.Json;

namespace Listening.Sources.WhatDoTheyKnow;

/// <summary>A feed as it came from the site.</summary>
/// <param name="Events">In the site's order, each number once.</param>
/// <param name="Malformed">Entries that could not be understood.</param>
/// <param name="Length">Entries that the answer holds.</param>
/// <param name="Truncated">True when it holds more than are read.</param>
internal sealed record EventFeed(IReadOnlyList<RequestEvent> Events, int Malformed, int Length, bool Truncated)
{
    /// <summary>Reads a feed.</summary>
    /// <returns>Null when the answer is no list of events.</returns>
    public static EventFeed? Read(JsonElement? body, EventPosts posts, WhatDoTheyKnowOptions options, DateTime now)
    {
        if (body is not { ValueKind: JsonValueKind.Array } list) return null;
        var (length, malformed) = (list.GetArrayLength(), 0);
        var events = new List<RequestEvent>();
        foreach (var wire in list.EnumerateArray().Take(options.MaximumEvents))
        {
            if (RequestEvent.Read(wire, posts, now) is { } read) events.Add(read);
            else malformed++;
        }

        return new EventFeed([.. events.DistinctBy(one => one.Number)], malformed, length, length > options.MaximumEvents);
    }
}
