using Listening.Core.Posts;
using Listening.Core.Tests.Querying;

namespace Listening.Core.Tests.Matching;

/// <summary>One line of the matching tables; the format stands in Cases/words.txt.</summary>
internal sealed record MatchCase(string Place, string Query, Post Post, bool IsMatch, IReadOnlyList<string>? Marked)
{
    public static IEnumerable<MatchCase> ReadAll() =>
        Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Matching", "Cases"), "*.txt")
            .Select(Path.GetFileName)
            .Order(StringComparer.Ordinal)
            .SelectMany(file => CaseFile.Read("Matching", file!))
            .Select(line => Read(line.Place, line.Columns));

    private static MatchCase Read(string place, string[] columns)
    {
        if (columns.Length is < 3 or > 4) throw new FormatException($"{place} has {columns.Length} columns, not 3 or 4.");
        var expected = columns[2];
        IReadOnlyList<string>? marked = expected switch
        {
            "no" => [],
            "yes" => null,
            "yes:" => [],
            _ when expected.StartsWith("yes: ", StringComparison.Ordinal) => expected[5..].Split(" / "),
            _ => throw new FormatException($"{place} says neither yes nor no."),
        };
        return new MatchCase(place, columns[0], ReadPost(columns[1], place), expected != "no", marked);
    }

    private static Post ReadPost(string text, string place)
    {
        var post = new Post { Id = place };
        while (text.StartsWith('[') && text.IndexOf(']', StringComparison.Ordinal) is var end and > 0)
        {
            var words = text[1..end].Split(' ', 2);
            var value = words.Length > 1 ? words[1] : "";
            post = words[0] switch
            {
                "by" => post with { Author = new Author(Handle: value) },
                "mentions" => post with { Mentions = value.Split(", ") },
                "links" => post with { Links = value.Split(", ") },
                "tags" => post with { Hashtags = value.Split(", ") },
                "lang" => post with { Lang = value },
                "reply" => post with { ReplyTo = "1" },
                var other => throw new FormatException($"{place} has an unknown field {other}."),
            };
            text = text[(end + 1)..].TrimStart(' ');
        }

        return post with { Text = text };
    }
}
