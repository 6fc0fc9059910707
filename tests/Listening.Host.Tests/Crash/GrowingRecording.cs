using System.Text;
using System.Text.Json;

namespace Listening.Host.Tests.Crash;

/// <summary>A file of posts to which more are appended: of every five, three match.</summary>
internal sealed class GrowingRecording
{
    /// <summary>What stands in every post and nowhere else.</summary>
    public const string Canary = "quondamite";

    private readonly List<string> _matching = [];
    private int _lines;

    public GrowingRecording(string path)
    {
        Path = path;
        File.WriteAllText(path, "");
    }

    public string Path { get; }

    /// <summary>Ids of the posts that match.</summary>
    public IReadOnlyList<string> Matching => _matching;

    /// <summary>Appends lines.</summary>
    public void Grow(int lines)
    {
        var text = new StringBuilder();
        for (var end = _lines + lines; _lines < end; _lines++)
        {
            var id = $"{Canary}-{_lines}";
            var matches = _lines % 5 is 0 or 2 or 3;
            if (matches) _matching.Add(id);
            text.AppendLine(JsonSerializer.Serialize(new
            {
                id,
                text = $"{(matches ? "the data protection fee" : "kettle's on")} {Canary} {_lines}",
                createdAt = "2026-03-10T06:00:00Z",
                author = new { id = $"a{_lines}", handle = $"{Canary}{_lines}.example", name = $"Writer {_lines}" },
            }));
        }

        File.AppendAllText(Path, text.ToString());
    }
}
