namespace Listening.Core.Sources;

/// <summary>Keeps what a connector has to remember in secret between runs (a session, a refresh token), sealed.</summary>
public interface ISourceSecrets
{
    /// <summary>What was last kept for the source; null when nothing was, or when it cannot be unsealed any more.</summary>
    Task<byte[]?> LoadAsync(string source, CancellationToken cancellationToken);

    /// <summary>Keeps it in the place of what was there.</summary>
    Task SaveAsync(string source, byte[] secret, CancellationToken cancellationToken);
}
