using System.ComponentModel.DataAnnotations;
using Listening.Sources.Http;

namespace Listening.Sources.BlueskyStream;

/// <summary>How a stream is spoken.</summary>
public enum BlueskyStreamProtocol
{
    /// <summary>Jetstream: JSON, posts only.</summary>
    Jetstream,

    /// <summary>The firehose of a relay or of one personal data server (com.atproto.sync.subscribeRepos): everything, in binary.</summary>
    Firehose,
}

/// <summary>Settings of one stream of the AT Protocol network. Nothing in it is secret: the streams are open to everybody.</summary>
public sealed record BlueskyStreamOptions
{
    /// <summary>Which of the two streams is followed.</summary>
    [EnumDataType(typeof(BlueskyStreamProtocol))]
    public BlueskyStreamProtocol Protocol { get; init; }

    /// <summary>Host of the stream, as <c>wss://host</c>; null takes the network's own. <c>ws</c> needs <see cref="AllowPrivateAddresses"/>.</summary>
    public Uri? Service { get; init; }

    /// <summary>Where handles that searches name are turned into account ids (com.atproto.identity.resolveHandle).</summary>
    [Required]
    public Uri IdentityService { get; init; } = new("https://public.api.bsky.app");

    /// <summary>Where names and handles of posts that matched are asked for (app.bsky.actor.getProfiles), without signing in.</summary>
    [Required]
    public Uri PublicView { get; init; } = new("https://public.api.bsky.app");

    /// <summary>Where posts are shown to people; links to posts begin with it.</summary>
    [Required]
    public Uri WebAddress { get; init; } = new("https://bsky.app");

    /// <summary>True lets the servers be on loopback or a private network, and the stream be without encryption.</summary>
    public bool AllowPrivateAddresses { get; init; }

    /// <summary>Events that make a page. Larger pages are stored faster; each is stored at once.</summary>
    [Range(1, 50_000)]
    public int PageSize { get; init; } = 2_000;

    /// <summary>How long a read waits when nothing comes.</summary>
    public TimeSpan Wait { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a read goes on gathering once something has come and the stream is not behind.</summary>
    public TimeSpan Gather { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How far behind its cursor Jetstream is asked to begin again: its instances' clocks differ. What comes twice is left out.</summary>
    public TimeSpan Rewind { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How far back Jetstream can go. An older cursor is moved up silently by the server, so it is reported as a possible gap.</summary>
    public TimeSpan LookBack { get; init; } = TimeSpan.FromHours(36);

    /// <summary>Largest frame taken, in bytes; the protocol's own limit is 5 MB.</summary>
    [Range(1_024, 64 * 1024 * 1024)]
    public int MaximumFrameBytes { get; init; } = 5 * 1024 * 1024;

    /// <summary>Longest time to open the connection, and from the first byte of a frame to its last. Bounds a server that drips.</summary>
    public TimeSpan FrameTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a handle is taken to belong to the same account before it is resolved again.</summary>
    public TimeSpan HandleAge { get; init; } = TimeSpan.FromHours(6);

    /// <summary>How long an account's name, handle and wish to be shown to signed-in people only are taken as they were read.</summary>
    public TimeSpan ProfileAge { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Requests left unused in each window of the platform's limits (at most a tenth of the window).</summary>
    [Range(0, 3_000)]
    public int RequestsInReserve { get; init; } = 10;

    /// <summary>The host that is followed.</summary>
    internal Uri Host => Service ?? new Uri(Protocol == BlueskyStreamProtocol.Jetstream ? "wss://jetstream2.us-east.bsky.network" : "wss://bsky.network");

    /// <summary>Limits of the connection that suit this platform; no setting.</summary>
    internal GuardedHttpOptions Http => new()
    {
        AllowPrivateAddresses = AllowPrivateAddresses,
        // A stream must not stand still because of a name that nobody answers for.
        MaximumRetries = 1,
        LongestWait = TimeSpan.FromSeconds(3),
        MaximumRedirects = 2,
    };

    /// <summary>Names the server only.</summary>
    public override string ToString() => Host.Host;
}
