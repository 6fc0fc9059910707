namespace Listening.Sources.Bluesky;

/// <summary>One request to searchPosts: words, and the parameters that narrow them. All given parts must hold.</summary>
/// <param name="Words">Words and quoted phrases, and never empty: the platform insists.</param>
internal sealed record BlueskySearch(string Words)
{
    public string? Author { get; init; }

    public string? Mentions { get; init; }

    public string? Lang { get; init; }

    public string? Domain { get; init; }

    public string? Url { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The parameters, in the platform's names.</summary>
    public IEnumerable<KeyValuePair<string, string>> Parameters()
    {
        yield return new("q", Words);
        if (Author is not null) yield return new("author", Author);
        if (Mentions is not null) yield return new("mentions", Mentions);
        if (Lang is not null) yield return new("lang", Lang);
        if (Domain is not null) yield return new("domain", Domain);
        if (Url is not null) yield return new("url", Url);
        foreach (var tag in Tags) yield return new("tag", tag);
    }
}
