using Listening.Sources.Bluesky;

namespace Listening.Sources.Tests.Bluesky;

/// <summary>Keeps sessions in memory, as the host keeps them encrypted.</summary>
internal sealed class MemorySessions : IBlueskySessionStore
{
    public Dictionary<string, BlueskySession> Saved { get; } = new(StringComparer.Ordinal);

    public int Saves { get; private set; }

    public Task<BlueskySession?> LoadAsync(string source, CancellationToken cancellationToken) => Task.FromResult(Saved.GetValueOrDefault(source));

    public Task SaveAsync(string source, BlueskySession session, CancellationToken cancellationToken)
    {
        Saved[source] = session;
        Saves++;
        return Task.CompletedTask;
    }
}
