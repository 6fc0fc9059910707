using System.Runtime.Intrinsics;
using Listening.Core.Posts;

namespace Listening.Application.Triage;

/// <summary>What two posts are compared by: runs of words, without links, names, numbers and capitals.</summary>
internal static class TextSketch
{
    /// <summary>Two posts that share so much of what they say are shown as one thing said often.</summary>
    public const double Alike = 0.6;

    private const int Run = 3;

    /// <summary>
    /// Eight numbers, each made of the smallest hashes of the post's runs of words under two orders. Posts that share the
    /// part s of their runs have one of the eight in common with a chance of 1-(1-s²)⁸: 0.97 for those that count as alike,
    /// and next to nothing for those that merely have a turn of phrase in common.
    /// </summary>
    /// <remarks>Hashes are of this process alone: they say nothing outside it.</remarks>
    public static Vector256<int> Of(Post post)
    {
        Span<int> smallest = stackalloc int[2 * Vector256<int>.Count];
        smallest.Fill(int.MaxValue);
        foreach (var run in Runs(post))
        {
            for (var order = 0; order < smallest.Length; order++) smallest[order] = Math.Min(smallest[order], Mix(run, order));
        }

        Span<int> pairs = stackalloc int[Vector256<int>.Count];
        for (var at = 0; at < pairs.Length; at++) pairs[at] = HashCode.Combine(smallest[2 * at], smallest[(2 * at) + 1]);
        return Vector256.Create<int>(pairs);
    }

    /// <summary>The hashes of a post's runs of words; one of the whole when it is shorter than a run.</summary>
    public static HashSet<int> Runs(Post post)
    {
        var words = Words(post.Text).ToList();
        var runs = new HashSet<int>();
        for (var at = 0; at + Run <= words.Count; at++) runs.Add(HashCode.Combine(words[at], words[at + 1], words[at + 2]));
        if (runs.Count == 0 && words.Count > 0) runs.Add(words.Aggregate(words.Count, HashCode.Combine));
        return runs;
    }

    /// <summary>How much of their runs two posts share, 0 to 1.</summary>
    public static double Shared(HashSet<int> one, HashSet<int> other)
    {
        if (one.Count == 0 || other.Count == 0) return 0;
        var both = one.Count(other.Contains);
        return (double)both / (one.Count + other.Count - both);
    }

    // The finishing steps of SplitMix64 (Steele, Lea and Flood, 2014): another order of all numbers for each start.
    private static int Mix(int run, int order)
    {
        var mixed = (uint)run + ((ulong)(order + 1) * 0x9E3779B97F4A7C15);
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return (int)(mixed >> 33);
    }

    private static IEnumerable<int> Words(string text) =>
        text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Where(word => !word.StartsWith('@') && !word.StartsWith("http", StringComparison.OrdinalIgnoreCase) && !string.Equals(word, "RT", StringComparison.Ordinal))
            .Select(word => string.Concat(word.Where(char.IsLetter)))
            .Where(word => word.Length > 0)
            .Select(StringComparer.OrdinalIgnoreCase.GetHashCode);
}
