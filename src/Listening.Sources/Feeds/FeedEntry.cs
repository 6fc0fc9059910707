namespace Listening.Sources.Feeds;

/// <summary>One entry of a feed of any format, read but not yet a post.</summary>
internal sealed record FeedEntry
{
    /// <summary>The publisher's own id (guid, atom:id, rdf:about, JSON id); null when it gave none.</summary>
    public string? Guid { get; init; }

    /// <summary>The entry's own page, absolute; null when there is none.</summary>
    public Uri? Link { get; init; }

    /// <summary>Title as plain text; may be empty.</summary>
    public string Title { get; init; } = "";

    /// <summary>Body as plain text; may be empty.</summary>
    public string Body { get; init; } = "";

    /// <summary>Links in the body and those the entry points to, absolute.</summary>
    public IReadOnlyList<string> Links { get; init; } = [];

    /// <summary>When it was published, UTC; null when it does not say so in a way that can be understood.</summary>
    public DateTime? PublishedAt { get; init; }

    /// <summary>The writer's name; empty when not given.</summary>
    public string AuthorName { get; init; } = "";

    /// <summary>The writer's page; empty when not given.</summary>
    public string AuthorAddress { get; init; } = "";

    /// <summary>Language of the entry, or else of the feed; null when neither says.</summary>
    public string? Language { get; init; }

    /// <summary>True when nothing in it could make a post.</summary>
    public bool IsEmpty => Title.Length == 0 && Body.Length == 0 && Link is null;
}
