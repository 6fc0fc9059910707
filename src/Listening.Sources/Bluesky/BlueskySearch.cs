using System.Collections.Immutable;

namespace Listening.Sources.Bluesky;

/// <summary>One request to searchPosts: everything in it must hold for a post to be found.</summary>
/// <remarks>There is no exact address: <c>url</c> means one page to the platform, and that page with all below it to a query.</remarks>
internal sealed record BlueskySearch
{
    /// <summary>Words and quoted phrases, as the platform's search box takes them.</summary>
    public ImmutableList<string> Words { get; init; } = [];

    /// <summary>Handle of the author.</summary>
    public string? Author { get; init; }

    /// <summary>Handle of an account that is mentioned.</summary>
    public string? Mentions { get; init; }

    /// <summary>Two-letter language.</summary>
    public string? Lang { get; init; }

    /// <summary>Host of a link.</summary>
    public string? Domain { get; init; }

    /// <summary>Hashtags without the <c>#</c>.</summary>
    public ImmutableList<string> Tags { get; init; } = [];

    /// <summary>True when there is something to search for, and not only something that narrows.</summary>
    public bool IsEnough => Words.Count > 0 || Tags.Count > 0 || (Author ?? Mentions ?? Domain) is not null;

    /// <summary>Both at once. Where the platform takes only one value, the other's is left out, which finds more.</summary>
    public BlueskySearch And(BlueskySearch other) => new()
    {
        Words = Union(Words, other.Words),
        Author = Author ?? other.Author,
        Mentions = Mentions ?? other.Mentions,
        Lang = Lang ?? other.Lang,
        Domain = Domain ?? other.Domain,
        Tags = Union(Tags, other.Tags),
    };

    /// <summary>The parameters, in the platform's names. Its words may not be empty, so a filter that stands alone is written there too.</summary>
    public IEnumerable<KeyValuePair<string, string>> Parameters()
    {
        yield return new("q", Words.Count > 0 ? string.Join(' ', Words) : Alone());
        if (Author is not null) yield return new("author", Author);
        if (Mentions is not null) yield return new("mentions", Mentions);
        if (Lang is not null) yield return new("lang", Lang);
        if (Domain is not null) yield return new("domain", Domain);
        foreach (var tag in Tags) yield return new("tag", tag);
    }

    private string Alone() =>
        Tags.Count > 0 ? "#" + Tags[0]
        : Author is not null ? "from:" + Author
        : Mentions is not null ? "mentions:" + Mentions
        : "domain:" + Domain;

    private static ImmutableList<string> Union(ImmutableList<string> one, ImmutableList<string> other) =>
        one.AddRange(other.Where(value => !one.Contains(value, StringComparer.OrdinalIgnoreCase)));
}
