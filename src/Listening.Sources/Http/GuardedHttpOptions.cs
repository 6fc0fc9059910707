using System.Net;

namespace Listening.Sources.Http;

/// <summary>Limits of one way out. The defaults suit an unknown public server.</summary>
public sealed record GuardedHttpOptions
{
    /// <summary>
    /// True lets a request reach the host it names although its address is loopback, private or otherwise not public:
    /// for a server of the organisation's own network, and for tests. A redirect to another origin is still held to
    /// public addresses. Never set it for an address that a user of a platform can choose.
    /// </summary>
    public bool AllowPrivateAddresses { get; init; }

    /// <summary>Largest body accepted, in bytes after decompression; reading stops there.</summary>
    public int MaximumBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>Largest set of response headers accepted, in kilobytes.</summary>
    public int MaximumHeaderKilobytes { get; init; } = 64;

    /// <summary>Longest time to open a connection, TLS included.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Longest time from sending a request to the last byte of its answer, redirects included. Bounds a server that drips.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest time for everything, with retries and the waits between them.</summary>
    public TimeSpan TotalTimeout { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>Redirects followed before giving up.</summary>
    public int MaximumRedirects { get; init; } = 5;

    /// <summary>Repetitions after the first attempt; 0 turns them off.</summary>
    public int MaximumRetries { get; init; } = 3;

    /// <summary>The first wait between attempts; it doubles each time, with jitter.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait between attempts. A server that asks for more is left alone, and its wish is returned as rate limited.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>What the service calls itself; servers ask for a name they can look up.</summary>
    public string UserAgent { get; init; } = "Listening/0.1 (social media listening service)";

    /// <summary>Resolves a host name; null asks the system. Whatever it answers is checked before anything is connected.</summary>
    public Func<string, CancellationToken, Task<IPAddress[]>>? Resolve { get; init; }
}
