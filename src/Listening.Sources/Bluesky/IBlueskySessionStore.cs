namespace Listening.Sources.Bluesky;

/// <summary>Keeps sessions between runs of the service, so that starting it does not sign in again.</summary>
/// <remarks>The implementation keeps them encrypted. One source is read by one connector at a time, so no two saves of one source race.</remarks>
public interface IBlueskySessionStore
{
    /// <summary>The session saved last for a source; null when there is none or it can no longer be read.</summary>
    Task<BlueskySession?> LoadAsync(string source, CancellationToken cancellationToken);

    /// <summary>Saves a source's session in place of the one before. Returns once it would survive a restart.</summary>
    Task SaveAsync(string source, BlueskySession session, CancellationToken cancellationToken);
}
