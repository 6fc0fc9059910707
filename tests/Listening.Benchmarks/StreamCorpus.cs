using System.Globalization;
using Listening.Core.Posts;

namespace Listening.Benchmarks;

/// <summary>
/// A stream of short posts and the searches held against it, made up with a fixed seed. Words are as frequent as in a
/// language (the second word half as frequent as the first, and so on). Searches ask for words of all frequencies but
/// the hundred most frequent, which nobody searches for, and for phrases of any words.
/// </summary>
internal sealed class StreamCorpus
{
    private const int Seed = 20260311;
    private const int WordCount = 50_000;
    private static readonly string[] Starts = ["b", "br", "c", "d", "f", "g", "h", "k", "l", "m", "n", "p", "pr", "r", "s", "st", "t", "tr", "v", "w"];
    private static readonly string[] Vowels = ["a", "e", "i", "o", "u", "ea", "ou"];
    private readonly string[] _words;
    private readonly double[] _upTo;

    public StreamCorpus()
    {
        _words = MakeWords(new Random(Seed));
        _upTo = new double[WordCount];
        var sum = 0.0;
        for (var i = 0; i < WordCount; i++) _upTo[i] = sum += 1.0 / (i + 2);
        for (var i = 0; i < WordCount; i++) _upTo[i] /= sum;
    }

    /// <summary>Posts of 50 to 300 characters: a fifth with a link, a fifth with a handle, a fifth with a hashtag, some accents and apostrophes.</summary>
    public Post[] Posts(int count)
    {
        var random = new Random(Seed + 1);
        return [.. Enumerable.Range(0, count).Select(number => new Post
        {
            Id = number.ToString(CultureInfo.InvariantCulture),
            Author = new Author("a", $"made.up{random.Next(20_000)}", ""),
            Text = Text(random),
            Lang = "en",
        })];
    }

    /// <summary>Searches of two to five terms: a fifth with NOT, a third with OR groups, a quarter with a phrase, one in ten with from:.</summary>
    public string[] Searches(int count)
    {
        var random = new Random(Seed + 2);
        return [.. Enumerable.Range(0, count).Select(_ => Search(random))];
    }

    private static string[] MakeWords(Random random)
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        while (words.Count < WordCount)
        {
            // Frequent words are short ones.
            var syllables = 1 + (words.Count > 60 ? 1 : 0) + (words.Count > 3_000 ? random.Next(2) : 0) + random.Next(2);
            var word = string.Concat(Enumerable.Range(0, syllables).Select(_ => Starts[random.Next(Starts.Length)] + Vowels[random.Next(Vowels.Length)]));
            words.Add(random.Next(3) == 0 ? word + "s" : word);
        }

        return [.. words];
    }

    private string Text(Random random)
    {
        var length = random.Next(50, 300);
        var text = new System.Text.StringBuilder(length + 40);
        if (random.Next(5) == 0) text.Append('@').Append(Common(random)).Append(".example.org ");
        while (text.Length < length)
        {
            var word = Common(random);
            text.Append(random.Next(12) == 0 ? char.ToUpperInvariant(word[0]) + word[1..] : word);
            text.Append(random.Next(40) switch { 0 => ", ", 1 => ". ", 2 => "? ", 3 => "'s ", 4 => "é ", 5 => " – ", 6 => "-", _ => " " });
        }

        if (random.Next(5) == 0) text.Append(" #").Append(Common(random));
        if (random.Next(5) == 0) text.Append(" https://www.example.org/").Append(Common(random)).Append("?x=1");
        return text.ToString();
    }

    private string Search(Random random)
    {
        if (random.Next(10) == 0) return $"from:made.up{random.Next(20_000)} {Any(random)}";
        var first = random.Next(4) == 0 ? $"\"{Any(random, 0)} {Any(random, 0)}\"" : Any(random);
        var more = random.Next(1, 4);
        var rest = random.Next(3) == 0
            ? $" ({string.Join(" OR ", Enumerable.Range(0, more + 1).Select(_ => Any(random)))})"
            : string.Concat(Enumerable.Range(0, more).Select(_ => " " + Any(random)));
        return first + rest + (random.Next(5) == 0 ? " NOT " + Any(random) : "");
    }

    // As frequent as in the posts.
    private string Common(Random random)
    {
        var at = Array.BinarySearch(_upTo, random.NextDouble());
        return _words[Math.Min(at < 0 ? ~at : at, WordCount - 1)];
    }

    // Frequent and rare ones alike: each power of ten of frequency is taken as often as the next.
    private string Any(Random random, int passedOver = 100) =>
        _words[(int)((passedOver + 1) * Math.Pow(WordCount / (passedOver + 1.0), random.NextDouble())) - 1];
}
