namespace Listening.Sources.Recorded;

/// <summary>The sample day: one invented day of posts, written for evaluation and for tests. Nobody in it exists.</summary>
public static class SampleDay
{
    internal const string FileName = "sample-day.jsonl";

    /// <summary>Opens the sample day as JSON Lines: UTF-8, seekable, one post, edit or deletion a line. The caller closes it.</summary>
    public static Stream Open() =>
        typeof(SampleDay).Assembly.GetManifestResourceStream(FileName)
        ?? throw new InvalidOperationException($"{FileName} is not embedded in this assembly.");
}
