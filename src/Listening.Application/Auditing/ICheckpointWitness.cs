using Listening.Core.Auditing;

namespace Listening.Application.Auditing;

/// <summary>Somebody outside who is told of each checkpoint, so that not even whoever controls this machine can take it back.</summary>
public interface ICheckpointWitness
{
    /// <summary>Takes a checkpoint to be sent; returns at once and never fails.</summary>
    void Offer(LogCheckpoint checkpoint);
}
