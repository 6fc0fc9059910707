using System.Globalization;
using Listening.Host.Configuration;
using Listening.Sources.Recorded;
using Microsoft.Extensions.Logging;

namespace Listening.Host.Tests.Serving;

/// <summary>The folder of one service: its database, keys, logs and a recording that it plays.</summary>
internal sealed class ServiceFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("listening-service-");

    /// <summary>What stands in every post of the recording and nowhere else.</summary>
    public const string Canary = "zanzibarine";

    public string LogFolder => PathOf("logs");

    public string Recording => PathOf("posts.jsonl");

    public string DatabaseFile => PathOf("listening.db");

    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>Settings for a service in this folder with one search on the recording.</summary>
    public ListeningOptions Options() => new()
    {
        Urls = "http://127.0.0.1:0",
        Database = new DatabaseOptions { Provider = DatabaseProvider.Sqlite, ConnectionString = $"Data Source={DatabaseFile}" },
        Keys = new KeyOptions { Folder = PathOf("keys") },
        Log = new LogOptions { Folder = LogFolder, Level = LogLevel.Trace },
        Sources = new(StringComparer.Ordinal)
        {
            ["recording"] = new SourceOptions { Kind = SourceKind.Recorded, Recorded = new RecordedOptions { Path = Recording, PageSize = 100 } },
        },
        Searches = new(StringComparer.Ordinal)
        {
            ["fees"] = new SearchOptions { Query = "\"data protection fee\"", Sources = ["recording"], EverySeconds = 1 },
        },
    };

    /// <summary>Appends posts that the search finds.</summary>
    public void Record(int first, int count) => Append(first, count, "the data protection fee");

    /// <summary>Appends posts that no search finds.</summary>
    public void RecordOthers(int first, int count) => Append(first, count, "kettle's on");

    private void Append(int first, int count, string words) =>
        File.AppendAllLines(Recording, Enumerable.Range(first, count).Select(number => string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"id":"{{Canary}}-{{number}}","author":{"id":"a{{number}}","handle":"{{Canary}}.h{{number}}","name":"Writer {{number}}"},"text":"{{words}} {{Canary}}{{number}}","createdAt":"2026-03-10T06:00:00Z"}""")));
}
