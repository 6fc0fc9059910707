namespace Listening.Host.Configuration;

/// <summary>
/// The settings that stand in when there is no configuration: everything in ./data, loopback only, and a sample day that
/// plays in a minute through the same pipeline as any real source.
/// </summary>
public static class EvaluationMode
{
    /// <summary>The source that plays the sample day; the example searches run on it.</summary>
    public const string SourceName = "sample";

    /// <summary>Seconds between two runs of an example search.</summary>
    public const int EverySeconds = 5;

    /// <summary>The settings by key.</summary>
    public static IReadOnlyDictionary<string, string?> Settings { get; } = new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["Listening:Urls"] = "http://127.0.0.1:5080",
        ["Listening:Database:Provider"] = "Sqlite",
        ["Listening:Database:ConnectionString"] = "Data Source=data/listening.db",
        ["Listening:Keys:Folder"] = "data/keys",
        ["Listening:Audit:SigningKeyFolder"] = "data/signing",
        ["Listening:Audit:CheckpointFolder"] = "data/checkpoints",
        ["Listening:Log:Folder"] = "data/logs",
        [$"Listening:Sources:{SourceName}:Kind"] = "Recorded",
        [$"Listening:Sources:{SourceName}:Recorded:Pace"] = "Shortened",
        [$"Listening:Sources:{SourceName}:Recorded:Speed"] = "1440",
    };
}
