using System.ComponentModel.DataAnnotations;

namespace Listening.Sources.Recorded;

/// <summary>Settings of a source of kind <c>recorded</c>.</summary>
public sealed record RecordedOptions
{
    /// <summary>
    /// A JSON Lines file, or a folder whose <c>*.jsonl</c> and <c>*.ndjson</c> files are read in ordinal order of
    /// their names (sub-folders are not looked into). Null: the sample day that comes with the service.
    /// </summary>
    [MinLength(1)]
    public string? Path { get; init; }

    /// <summary>How fast the recording is played.</summary>
    [EnumDataType(typeof(RecordedPace))]
    public RecordedPace Pace { get; init; } = RecordedPace.AtOnce;

    /// <summary>How many times faster than it happened under <see cref="RecordedPace.Shortened"/>: 1440 plays a day in a minute. The other paces ignore it.</summary>
    [Range(1.0, 86_400.0)]
    public double Speed { get; init; } = 1440;

    /// <summary>Most lines in one page.</summary>
    [Range(1, 10_000)]
    public int PageSize { get; init; } = 1000;
}
