namespace Listening.Core.Posts;

/// <summary>One public post as a source gave it: the shape of every JSON Lines file the service reads or writes.</summary>
/// <remarks>Immutable. Text is plain text (HTML is turned into text by the connector). Times are UTC.</remarks>
public sealed record Post
{
    /// <summary>The source's own id of the post, unique within <see cref="Source"/>. Never empty.</summary>
    public required string Id { get; init; }

    /// <summary>Name of the configured source the post came from.</summary>
    public string Source { get; init; } = "";

    /// <summary>Who wrote it; every part may be empty where the platform withholds it.</summary>
    public Author Author { get; init; } = Author.Unknown;

    /// <summary>The words, as plain text in the author's own order and case.</summary>
    public string Text { get; init; } = "";

    /// <summary>When the author published it, UTC; when unknown, the time it was collected.</summary>
    public DateTime CreatedAt { get; init; }

    /// <summary>Permanent link to the post, http or https; null when the platform has none.</summary>
    public string? Url { get; init; }

    /// <summary>BCP 47 language tag as the platform states it, for example <c>en</c> or <c>cy</c>; null when unknown.</summary>
    public string? Lang { get; init; }

    /// <summary>Absolute links in the post, expanded where the platform expands them.</summary>
    public IReadOnlyList<string> Links { get; init; } = [];

    /// <summary>Hashtags without the <c>#</c>.</summary>
    public IReadOnlyList<string> Hashtags { get; init; } = [];

    /// <summary>Handles mentioned, without the <c>@</c>.</summary>
    public IReadOnlyList<string> Mentions { get; init; } = [];

    /// <summary>Native id of the post this one answers; null when it answers none.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>Native id of the first post of the thread; null when the platform does not say.</summary>
    public string? Conversation { get; init; }

    /// <summary>When this service read it, UTC.</summary>
    public DateTime CollectedAt { get; init; }
}
