namespace Listening.Core.Foi;

/// <summary>Finds known words that a misspelt one may stand for: each word is filed under itself with one letter missing, long ones with two, so that nothing is compared in vain.</summary>
internal sealed class Misspellings
{
    /// <summary>Shorter words are spelt alike by chance too often.</summary>
    public const int Shortest = 5;

    private const int Long = 9;
    private readonly Dictionary<uint, int> heads = [];
    private readonly List<(string Word, int Number, int Next)> filed = [];

    /// <summary>Files a folded word.</summary>
    public void Add(string word, int number)
    {
        if (word.Length < Shortest) return;
        var deletions = new HashSet<uint>();
        Deletions(word, word.Length >= Long ? 2 : 1, deletions);
        foreach (var hash in deletions)
        {
            var next = heads.TryGetValue(hash, out var head) ? head : -1;
            heads[hash] = filed.Count;
            filed.Add((word, number, next));
        }
    }

    /// <summary>Adds the numbers of the words that begin with the same letter and are one slip away, long ones two.</summary>
    /// <param name="word">Folded, at least <see cref="Shortest"/> letters.</param>
    /// <param name="room">Reused from call to call.</param>
    /// <param name="found">Takes the numbers.</param>
    public void Find(ReadOnlySpan<char> word, HashSet<uint> room, List<int> found)
    {
        room.Clear();
        Deletions(word, word.Length >= Long - 2 ? 2 : 1, room);
        foreach (var hash in room)
        {
            for (var at = heads.TryGetValue(hash, out var head) ? head : -1; at >= 0; at = filed[at].Next)
            {
                var (known, number, _) = filed[at];
                if (known[0] == word[0] && !found.Contains(number) && Spelling.Slips(word, known) <= (known.Length >= Long ? 2 : 1)) found.Add(number);
            }
        }
    }

    // Hashes of the word itself and of the word without any one letter, or any two.
    private static void Deletions(ReadOnlySpan<char> word, int most, HashSet<uint> into)
    {
        into.Add(Hash(word, -1, -1));
        for (var first = 0; first < word.Length; first++)
        {
            into.Add(Hash(word, first, -1));
            for (var second = first + 1; most > 1 && second < word.Length; second++) into.Add(Hash(word, first, second));
        }
    }

    private static uint Hash(ReadOnlySpan<char> word, int without, int orWithout)
    {
        var hash = 2166136261;
        for (var i = 0; i < word.Length; i++)
            if (i != without && i != orWithout) hash = (hash ^ word[i]) * 16777619;
        return hash;
    }
}
