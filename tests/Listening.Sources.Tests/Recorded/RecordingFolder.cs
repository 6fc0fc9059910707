using System.Text;
using Listening.Core.Querying;
using Listening.Core.Sources;
using Listening.Sources.Recorded;
using Listening.TestSupport;
using Xunit;

namespace Listening.Sources.Tests.Recorded;

/// <summary>A folder of recordings for one test, and the reading of it.</summary>
public sealed class RecordingFolder : IDisposable
{
    public static readonly DateTime Start = new(2026, 3, 20, 9, 0, 0, DateTimeKind.Utc);

    public string Path { get; } = Directory.CreateTempSubdirectory("listening-recorded-").FullName;

    public ManualTimeProvider Clock { get; } = new(Start);

    public static SourceRequest Everything { get; } = new(SearchKind.Keywords, Query.Parse("data").Query!);

    public void Dispose() => Directory.Delete(Path, recursive: true);

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public string Write(string name, params string[] lines)
    {
        System.IO.File.WriteAllText(File(name), string.Concat(lines.Select(line => line + "\n")));
        return File(name);
    }

    public void Append(string name, string text) => System.IO.File.AppendAllText(File(name), text, new UTF8Encoding(false));

    public RecordedConnector Connector(string? path, RecordedPace pace = RecordedPace.AtOnce, int pageSize = 1000, double speed = 1440) =>
        new("day", new RecordedOptions { Path = path, Pace = pace, PageSize = pageSize, Speed = speed }, Clock);

    public static async Task<SourcePage> Page(RecordedConnector connector, string? cursor)
    {
        var read = await connector.ReadAsync(Everything, cursor, CancellationToken.None);
        Assert.Null(read.Failure);
        return read.Page!;
    }

    /// <summary>Reads until nothing more can be read at once.</summary>
    public static async Task<List<SourcePage>> All(RecordedConnector connector, string? cursor = null)
    {
        var pages = new List<SourcePage>();
        while (true)
        {
            var page = await Page(connector, cursor);
            pages.Add(page);
            if (!page.HasMore) return pages;
            cursor = page.Cursor;
        }
    }

    public static IEnumerable<string> Ids(IEnumerable<SourcePage> pages) => pages.SelectMany(page => page.Posts).Select(post => post.Id);

    public static string Post(string id, string time = "06:00:00", string text = "words") =>
        $$"""{"id":"{{id}}","author":{"id":"a-{{id}}","handle":"h{{id}}","name":"N {{id}}"},"text":"{{text}}","createdAt":"2026-03-10T{{time}}Z","url":"https://social.example/@h{{id}}/{{id}}"}""";

    public static string Deletion(string id) => $$"""{"id":"{{id}}","deleted":true}""";
}
