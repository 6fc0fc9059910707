using System.Buffers;
using System.Globalization;
using Listening.Core.Posts;

namespace Listening.Benchmarks;

/// <summary>Posts and searches made up with a fixed seed, so that two runs measure the same.</summary>
internal static class Corpus
{
    private const int Seed = 20260310;
    private static readonly string[] Common =
    [
        "the", "a", "to", "and", "of", "in", "we", "you", "they", "was", "is", "for", "on", "with", "this", "that", "today", "again", "really",
        "people", "week", "morning", "train", "office", "weather", "coffee", "team", "photo", "walk", "garden", "match", "school", "news", "town",
    ];

    private static readonly string[] Subjects =
    [
        "privacy", "breach", "council", "request", "records", "complaint", "letter", "fee", "fine", "guidance", "data", "protection", "police", "hospital",
    ];

    /// <summary>50 searches of two to four terms, a fifth with NOT, a third with OR, some phrases.</summary>
    public static IReadOnlyList<string> Searches(int count = 50)
    {
        var random = new Random(Seed);
        return [.. Enumerable.Range(0, count).Select(at =>
        {
            var a = Subjects[at % Subjects.Length];
            var b = Subjects[random.Next(Subjects.Length)];
            return (at % 6) switch
            {
                0 or 1 => $"topic{at} ({a} OR {b})",
                2 => $"\"{a} topic{at}\"",
                3 => $"topic{at} {a} NOT advert{at}",
                4 => $"from:watcher{at} {a}",
                _ => $"topic{at} OR #tag{at}",
            };
        })];
    }

    /// <summary>Writes posts of 50 to 300 characters as JSON Lines.</summary>
    /// <param name="path">The file.</param>
    /// <param name="count">How many.</param>
    /// <param name="matching">True when each is found by a search.</param>
    /// <param name="gap">Time between two posts.</param>
    public static async Task WriteAsync(string path, int count, bool matching, TimeSpan gap)
    {
        var random = new Random(Seed + 1);
        var at = new DateTime(2026, 3, 10, 6, 0, 0, DateTimeKind.Utc);
        await using var file = File.Create(path);
        var buffer = new ArrayBufferWriter<byte>(1 << 20);
        for (var i = 0; i < count; i++)
        {
            PostWriter.WriteLine(buffer, Post(random, i, matching, at += gap));
            if (buffer.WrittenCount < 1 << 19) continue;
            await file.WriteAsync(buffer.WrittenMemory);
            buffer.ResetWrittenCount();
        }

        await file.WriteAsync(buffer.WrittenMemory);
    }

    /// <summary>One post.</summary>
    public static Post Post(Random random, int number, bool matching, DateTime createdAt)
    {
        var words = new List<string>();
        var length = random.Next(50, 280);
        for (var written = 0; written < length; written += words[^1].Length + 1)
            words.Add(random.Next(8) == 0 ? Subjects[random.Next(Subjects.Length)] : Common[random.Next(Common.Length)]);
        // Every sixth kind of search ends in "topicN OR #tagN", which this finds.
        if (matching) words.Insert(random.Next(words.Count), string.Create(CultureInfo.InvariantCulture, $"topic{(random.Next(8) * 6) + 5}"));
        var id = number.ToString(CultureInfo.InvariantCulture);
        return new Post
        {
            Id = $"post-{id}",
            Author = new Author($"account-{id}", $"made.up{number % 5000}", "Made Up"),
            Text = string.Join(' ', words),
            CreatedAt = createdAt,
            Url = $"https://social.example/p/{id}",
            Lang = "en",
        };
    }
}
