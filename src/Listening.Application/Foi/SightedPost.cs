using Listening.Core.Foi;

namespace Listening.Application.Foi;

/// <summary>What was recognised in a post.</summary>
/// <param name="Counted">Numbers of the authorities it is about.</param>
/// <param name="Possible">Numbers of those it may be about.</param>
/// <param name="Signals">What it says of how requests are handled.</param>
/// <param name="State">The one of them that is WhatDoTheyKnow's own state of a request; null when none is.</param>
internal sealed record SightedPost(IReadOnlyCollection<int> Counted, IReadOnlyCollection<int> Possible, IReadOnlyList<FoiSignal> Signals, FoiSignal? State)
{
    /// <summary>Of a post that speaks of nobody.</summary>
    public static SightedPost Nothing { get; } = new([], [], [], null);

    /// <summary>True when there is nothing to keep.</summary>
    public bool IsNothing => Counted.Count == 0 && Possible.Count == 0 && Signals.Count == 0;
}
