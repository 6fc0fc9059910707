using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Listening.Core.Posts;
using Listening.Sources.Json;

namespace Listening.Sources.WhatDoTheyKnow;

/// <summary>One event of a request, as a feed shows it.</summary>
/// <param name="Number">The site's number of it, which grows with every event of the whole site.</param>
/// <param name="UrlTitle">The request's name in addresses; empty when the event is hidden and does not say.</param>
/// <param name="Post">The event as a post; null when it is hidden.</param>
internal sealed record RequestEvent(long Number, string UrlTitle, Post? Post)
{
    /// <summary>The native id.</summary>
    public string Id => Number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Tells the event and its state apart from any other, whichever feed shows it.</summary>
    public string State => Post is null ? $"{Id} hidden" : $"{Id} {Hash($"{EventText.WithoutSnippet(Post.Text)}\n{Post.Author}")}";

    /// <summary>The same with everything that this feed shows of it.</summary>
    public string Version => Post is null ? $"{Id} nothing" : $"{Id} {Hash(Post.Text)} whole";

    /// <summary>Reads an event.</summary>
    /// <returns>Null when it lacks what makes one: a number, and a request unless it is hidden.</returns>
    public static RequestEvent? Read(JsonElement wire, EventPosts posts, DateTime now)
    {
        if (!long.TryParse(wire.Id("id"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number <= 0) return null;
        var title = wire.At("info_request").Text("url_title") ?? "";
        if (IsHidden(wire)) return new RequestEvent(number, title, null);
        return title.Length > 0 && posts.Make(number, title, wire, now) is { } post ? new RequestEvent(number, title, post) : null;
    }

    /// <summary>A short hash, for comparing.</summary>
    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 6));

    // What only the person who asked may see is as hidden from the public as what nobody may.
    private static bool IsHidden(JsonElement wire)
    {
        var request = wire.At("info_request");
        string?[] said = [wire.Text("display_status"), wire.Text("prominence"), request.Text("display_status"), request.Text("prominence")];
        return said.Any(status => status is not null && (status.Contains("hidden", StringComparison.OrdinalIgnoreCase) || status.Equals("requester_only", StringComparison.OrdinalIgnoreCase)));
    }
}
