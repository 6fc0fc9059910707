using System.Text.Json;
using Listening.TestSupport.Executable;

namespace Listening.Host.Tests.Commands;

/// <summary>A working folder with a configuration in which commands are run.</summary>
public sealed class CommandFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("listening-commands-");

    public string Path => _folder.FullName;

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>Writes a file and returns its full path.</summary>
    public string Write(string name, string content)
    {
        var path = System.IO.Path.Combine(Path, name);
        File.WriteAllText(path, content);
        return path;
    }

    /// <summary>Writes appsettings.json: a recording of those lines, and whatever other sources are given.</summary>
    public void Configure(IEnumerable<string> recording, object? otherSource = null, string? connection = null, string? urls = null)
    {
        Write("posts.jsonl", string.Concat(recording.Select(line => line + "\n")));
        var sources = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["recording"] = new { Kind = "Recorded", Recorded = new { Path = "posts.jsonl" } },
        };
        if (otherSource is not null) sources["other"] = otherSource;
        Write("appsettings.json", JsonSerializer.Serialize(new
        {
            Listening = new
            {
                Urls = urls ?? "http://127.0.0.1:0",
                Database = new { Provider = "Sqlite", ConnectionString = connection ?? "Data Source=listening.db" },
                Keys = new { Folder = "keys" },
                Sources = sources,
            },
        }));
    }

    /// <summary>Runs a command in the folder; words are parted by single spaces.</summary>
    public Task<CommandResult> RunAsync(string command, params string[] more) =>
        ListeningProgram.RunAsync(Path, [.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), .. more]);

    /// <summary>Runs a command with something on its standard input.</summary>
    public Task<CommandResult> RunWithInputAsync(string input, params string[] arguments) =>
        ListeningProgram.RunAsync(new CommandRun(Path, arguments, input));

    /// <summary>A line of a recording.</summary>
    public static string Line(string id, string text) =>
        JsonSerializer.Serialize(new { id, text, createdAt = "2026-03-10T06:00:00Z", author = new { id = $"a{id}", handle = $"writer{id}", name = "A Writer" } });
}
