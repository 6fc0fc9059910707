using System.Text.Json;
using Listening.Application.Storage;
using Listening.Core.Foi;

namespace Listening.Application.Meetings;

/// <summary>How much was said: counts only, so that they may stay when the posts are gone.</summary>
/// <param name="Posts">Posts.</param>
/// <param name="Authors">Their authors, each once.</param>
/// <param name="Signals">Posts with each signal, in the order of the kinds; kinds that none has are left out.</param>
public sealed record MeetingFigures(int Posts, int Authors, IReadOnlyList<(FoiSignalKind Kind, int Posts)> Signals)
{
    /// <summary>Nothing was said.</summary>
    public static MeetingFigures None { get; } = new(0, 0, []);

    /// <summary>The figures that a decision was made on.</summary>
    public static MeetingFigures Of(MeetingAuthorityRow row) => new(row.Posts, row.Authors, FromJson(row.Signals));

    /// <summary>How many posts have a signal.</summary>
    public int Of(FoiSignalKind kind) => Signals.Where(signal => signal.Kind == kind).Sum(signal => signal.Posts);

    internal string SignalsToJson() => JsonSerializer.Serialize(Signals.ToDictionary(signal => signal.Kind.Name(), signal => signal.Posts));

    // A kind that a later version has given up is left out.
    private static List<(FoiSignalKind, int)> FromJson(string json)
    {
        var counts = JsonSerializer.Deserialize<Dictionary<string, int>>(json) ?? [];
        return [.. Enum.GetValues<FoiSignalKind>().Where(kind => counts.ContainsKey(kind.Name())).Select(kind => (kind, counts[kind.Name()]))];
    }
}
