using Listening.Application.Sources;

namespace Listening.Application.Collection;

/// <summary>Under which conditions a source is read.</summary>
public sealed record SourceTerms
{
    /// <summary>A source that reads everything is not asked again sooner than this, however many searches share it.</summary>
    public TimeSpan MinimumInterval { get; init; }

    /// <summary>True for a platform of somebody else: it is off until somebody has recorded by what right it is read.</summary>
    public bool NeedsPermission { get; init; }

    /// <summary>Counts what its requests use up; null when nobody does.</summary>
    public SourceMeter? Meter { get; init; }
}
