using System.ComponentModel.DataAnnotations;

namespace Listening.Sources.Mastodon;

/// <summary>Settings of one stream of a Mastodon server. Nearly every server wants an <see cref="MastodonOptions.AccessToken"/> for it.</summary>
public sealed record MastodonStreamOptions : MastodonOptions
{
    /// <summary>Settings with what suits a stream: it looks back only a little when it is followed for the first time.</summary>
    public MastodonStreamOptions() => LookBack = TimeSpan.FromMinutes(10);

    /// <summary>Address of the streaming API when the server has moved it elsewhere (<c>configuration.urls.streaming</c> of its instance, with https); null when it is <see cref="MastodonOptions.Service"/>.</summary>
    public Uri? StreamingService { get; init; }

    /// <summary>Hashtags that are followed, without the <c>#</c>, a connection for each; empty for all public posts that the server sees.</summary>
    [MaxLength(20)]
    public IReadOnlyList<string> Hashtags { get; init; } = [];

    /// <summary>How long one read waits for the first event.</summary>
    public TimeSpan Wait { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a connection may be silent before it is taken for dead. Servers send a sign of life every 15 seconds.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Events given in one page.</summary>
    [Range(1, 10_000)]
    public int EventsPerPage { get; init; } = 500;

    /// <summary>Events that wait to be read before the connection is given up; what follows is then fetched from the timeline.</summary>
    [Range(1, 1_000_000)]
    public int MostWaiting { get; init; } = 20_000;

    /// <summary>Largest event accepted, in bytes.</summary>
    [Range(1024, 64 * 1024 * 1024)]
    public int LargestEvent { get; init; } = 1024 * 1024;
}
