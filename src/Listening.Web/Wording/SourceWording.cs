using Listening.Application.Collection;

namespace Listening.Web.Wording;

/// <summary>What sources are said to be on the pages.</summary>
internal static class SourceWording
{
    /// <summary>How a source is doing.</summary>
    public static string Title(this SourceState state) => state switch
    {
        SourceState.Healthy => "Healthy",
        SourceState.Off => "Off",
        SourceState.Paused => "Paused",
        SourceState.Silent => "Silent",
        SourceState.Failing => "Failing",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "This state has no title."),
    };

    /// <summary>The colour of its tag.</summary>
    public static string Colour(this SourceState state) => state switch
    {
        SourceState.Healthy => "green",
        SourceState.Failing => "red",
        SourceState.Silent => "orange",
        SourceState.Paused => "yellow",
        _ => "grey",
    };
}
