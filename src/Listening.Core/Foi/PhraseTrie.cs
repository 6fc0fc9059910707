namespace Listening.Core.Foi;

/// <summary>Rows of word numbers with what each means. Built once, then only read.</summary>
internal sealed class PhraseTrie<T>
{
    /// <summary>Where every phrase begins.</summary>
    public const int Root = 0;

    /// <summary>No phrase goes on here.</summary>
    public const int Nowhere = -1;

    private readonly Dictionary<ulong, int> steps = [];
    private readonly List<T[]> meanings = [[]];

    /// <summary>Adds a phrase; one may mean several things.</summary>
    public void Add(ReadOnlySpan<int> words, T meaning)
    {
        if (words.IsEmpty) return;
        var node = Root;
        foreach (var word in words)
        {
            var key = Key(node, word);
            if (!steps.TryGetValue(key, out var next))
            {
                steps.Add(key, next = meanings.Count);
                meanings.Add([]);
            }

            node = next;
        }

        if (!meanings[node].Contains(meaning)) meanings[node] = [.. meanings[node], meaning];
    }

    /// <summary>Where a word leads; <see cref="Nowhere"/> when no phrase goes on so.</summary>
    public int Step(int node, int word) => word >= 0 && steps.TryGetValue(Key(node, word), out var next) ? next : Nowhere;

    /// <summary>What the phrase that ends here means; empty when none ends here.</summary>
    public ReadOnlySpan<T> Meanings(int node) => meanings[node];

    private static ulong Key(int node, int word) => ((ulong)(uint)node << 32) | (uint)word;
}
