using Listening.Core.Auditing;

namespace Listening.Host.Auditing;

/// <summary>One way of telling somebody outside of a checkpoint.</summary>
internal interface IWitness
{
    /// <summary>What audit entries call it.</summary>
    string Name { get; }

    /// <summary>Sends a checkpoint.</summary>
    /// <returns>Null when it arrived; else why not, in words without addresses.</returns>
    Task<string?> SendAsync(LogCheckpoint checkpoint, CancellationToken cancellationToken);
}
