namespace Listening.Sources.Recorded;

/// <summary>How fast a recording is played.</summary>
public enum RecordedPace
{
    /// <summary>Everything there is, as quickly as it can be read; times stay as recorded.</summary>
    AtOnce = 0,

    /// <summary>As it happened: an hour of the recording takes an hour.</summary>
    Real = 1,

    /// <summary>Faster than it happened, by <see cref="RecordedOptions.Speed"/>.</summary>
    Shortened = 2,
}
