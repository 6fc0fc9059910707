using Listening.Core.Sources;
using Listening.Sources.Bluesky;

namespace Listening.Sources.Tests;

/// <summary>Keeps secrets in memory, as the host keeps them sealed.</summary>
internal sealed class MemorySecrets : ISourceSecrets
{
    public Dictionary<string, byte[]> Saved { get; } = new(StringComparer.Ordinal);

    public int Saves { get; private set; }

    public BlueskySession Session(string source) => BlueskySession.Read(Saved[source])!;

    public void Keep(string source, BlueskySession session) => Saved[source] = session.Write();

    public Task<byte[]?> LoadAsync(string source, CancellationToken cancellationToken) => Task.FromResult(Saved.GetValueOrDefault(source));

    public Task SaveAsync(string source, byte[] secret, CancellationToken cancellationToken)
    {
        Saved[source] = secret;
        Saves++;
        return Task.CompletedTask;
    }
}
