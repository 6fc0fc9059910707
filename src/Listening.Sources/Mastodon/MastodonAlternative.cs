using System.Collections.Immutable;

namespace Listening.Sources.Mastodon;

/// <summary>One way in which a post can match a query, as far as the platform can be told: everything in it must hold.</summary>
internal sealed record MastodonAlternative
{
    /// <summary>Hashtags that must be there.</summary>
    public ImmutableList<string> Tags { get; init; } = [];

    /// <summary>Hashtags that may not be there.</summary>
    public ImmutableList<string> Without { get; init; } = [];

    /// <summary>Words, quoted phrases and operators, as the platform's search box takes them.</summary>
    public ImmutableList<string> Terms { get; init; } = [];

    /// <summary>True when there is something to look for, and not only something to leave out.</summary>
    public bool IsEnough => Tags.Count > 0 || Terms.Count > 0;

    /// <summary>Both at once.</summary>
    public MastodonAlternative And(MastodonAlternative other) => new()
    {
        Tags = Union(Tags, other.Tags),
        Without = Union(Without, other.Without),
        Terms = Union(Terms, other.Terms),
    };

    /// <summary>True when everything that the other's request finds is found by this one's too, so that the other need not be asked for.</summary>
    public bool Covers(MastodonAlternative other) => Tags.Count > 0
        ? other.Tags.Count > 0 && IsSubset(Tags, other.Tags) && IsSubset(Without, other.Without)
        : other.Tags.Count == 0 && IsSubset(Terms, other.Terms);

    private static bool IsSubset(ImmutableList<string> few, ImmutableList<string> many) => few.All(value => many.Contains(value, StringComparer.OrdinalIgnoreCase));

    private static ImmutableList<string> Union(ImmutableList<string> one, ImmutableList<string> other) =>
        one.AddRange(other.Where(value => !one.Contains(value, StringComparer.OrdinalIgnoreCase)));
}
