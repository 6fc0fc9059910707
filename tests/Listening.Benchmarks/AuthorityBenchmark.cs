using System.Diagnostics;
using System.Globalization;
using Listening.Core.Foi;
using Listening.Core.Posts;

namespace Listening.Benchmarks;

/// <summary>Authorities recognised on one core, posts in memory: with the register that ships, and with one of 45,000 names.</summary>
internal static class AuthorityBenchmark
{
    private const int PostCount = 50_000;
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(5);
    private static readonly string[] Bodies = ["Parish Council", "Town Council", "Primary School", "Academy", "NHS Foundation Trust", "Borough Council", "Medical Centre", "College"];
    private static readonly string[] Asked =
    [
        "{0} ignored my FOI for 45 days", "still no answer from {0} #FOI", "asked {0} about the roads, they refused under section 43",
        "{0} and everyone else: answer your FOI requests", "why does {0} redact everything",
    ];

    /// <summary>Measures both registers.</summary>
    /// <param name="names">Names of the large one.</param>
    public static void Run(int names)
    {
        Console.WriteLine("| register | names | build | posts/s, best round | authorities a post | allocated a post |");
        Console.WriteLine("|---|---|---|---|---|---|");
        Measure("shipped", AuthorityRegister.Default);
        Measure("imported", Imported(names));
    }

    private static void Measure(string what, AuthorityRegister register)
    {
        var watch = Stopwatch.StartNew();
        var recogniser = new AuthorityRecogniser(register);
        var build = watch.Elapsed;
        var posts = Posts(register);
        var best = TimeSpan.MaxValue;
        long found = 0, allocated = 0;
        for (var begun = Stopwatch.StartNew(); begun.Elapsed < Measured;)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            watch.Restart();
            found = posts.Sum(post => (long)recogniser.Find(post).Authorities.Count);
            if (watch.Elapsed < best) best = watch.Elapsed;
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {what} | {register.Authorities.Count:N0} | {build.TotalSeconds:F2} s | {posts.Length / best.TotalSeconds:N0} | {(double)found / posts.Length:F2} | {allocated / posts.Length:N0} bytes |"));
    }

    // The shipped register and made-up bodies of made-up places: as many words and as many bodies a place as a real list has.
    private static AuthorityRegister Imported(int count)
    {
        var corpus = new StreamCorpus();
        var random = new Random(7);
        var words = corpus.Posts(20_000).SelectMany(post => post.Text.Split(' ')).Where(word => word.Length > 4 && word.All(char.IsAsciiLetter)).Distinct().Take(12_000).ToArray();
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        while (names.Count < count - AuthorityRegister.Default.Authorities.Count)
        {
            var place = words[random.Next(words.Length)];
            if (random.Next(2) == 0) place += " " + words[random.Next(words.Length)];
            names.Add($"{char.ToUpperInvariant(place[0])}{place[1..]} {Bodies[random.Next(Bodies.Length)]}");
        }

        return AuthorityRegister.Create([.. AuthorityRegister.Default.Authorities, .. names.Select(name => new Authority { Name = name })]);
    }

    // Every third post speaks of somebody; the others are the stream's.
    private static Post[] Posts(AuthorityRegister register)
    {
        var random = new Random(11);
        var posts = new StreamCorpus().Posts(PostCount);
        for (var at = 0; at < posts.Length; at += 3)
        {
            var name = register.Authorities[random.Next(register.Authorities.Count)].Name;
            posts[at] = posts[at] with { Text = string.Format(CultureInfo.InvariantCulture, Asked[random.Next(Asked.Length)], name) };
        }

        return posts;
    }
}
