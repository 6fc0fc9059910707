using System.Globalization;

namespace Listening.Core.Foi;

/// <summary>One post while it is read: its words, the pieces found, what is decided, and questions that every step asks.</summary>
internal sealed class PostReading(NameIndex index, PostWords words)
{
    /// <summary>Further away, words of freedom of information belong to something else.</summary>
    private const int FoiReach = 14;

    /// <summary>The register.</summary>
    public NameIndex Index => index;

    /// <summary>The post's words.</summary>
    public PostWords Words => words;

    /// <summary>Names, places and words for bodies in the order of the post.</summary>
    public List<Piece> Pieces { get; } = [];

    /// <summary>What is decided.</summary>
    public Verdicts Verdicts { get; } = new(index);

    /// <summary>What the word before does; nothing across the end of a sentence.</summary>
    public WordTag TagsBefore(int word) => word > 0 && words[word].Gap < Gap.Break ? words[word - 1].Tags : WordTag.None;

    /// <summary>What the word at a place does to what ends there; nothing across the end of a sentence or a comma.</summary>
    public WordTag TagsAfter(int word) => word < words.Count && words[word].Gap < Gap.Comma ? words[word].Tags : WordTag.None;

    /// <summary>True when the word stands first in its sentence.</summary>
    public bool IsFirst(int word) => word == 0 || words[word].Gap == Gap.Break;

    /// <summary>True when words of freedom of information stand near, or as a hashtag anywhere.</summary>
    public bool IsFoiNear(int from, int to)
    {
        for (var at = 0; at < words.Count && words.HasFoi; at++)
        {
            ref readonly var word = ref words[at];
            if ((word.Tags & WordTag.Foi) == WordTag.None || (at >= from && at < to)) continue;
            var distance = at < from ? from - at : at - to + 1;
            if (word.IsHashtag || distance <= FoiReach || word.Sentence == words[from].Sentence) return true;
        }

        return false;
    }

    /// <summary>True when a word with one of these marks stands so near.</summary>
    public bool IsNear(WordTag tags, int from, int to, int reach)
    {
        for (var at = Math.Max(0, from - reach); at < Math.Min(words.Count, to + reach); at++)
            if ((at < from || at >= to) && (words[at].Tags & tags) != WordTag.None) return true;
        return false;
    }

    /// <summary>The words as written, with the place where they begin.</summary>
    public string Quote(int from, int to) =>
        string.Create(CultureInfo.InvariantCulture, $"\"{words.Text.AsSpan(words[from].Start, words[to - 1].End - words[from].Start)}\" at {words[from].Start}");

    /// <summary>The words of a piece as written.</summary>
    public ReadOnlySpan<char> Written(Piece piece) => words.Text.AsSpan(words[piece.From].Start, words[piece.To - 1].End - words[piece.From].Start);

    /// <summary>A word as written.</summary>
    public ReadOnlySpan<char> Written(int word) => words.Text.AsSpan(words[word].Start, words[word].End - words[word].Start);

    /// <summary>Counts an authority named by these words.</summary>
    public void Count(int authority, int from, int to, string because) =>
        Verdicts.Count(authority, words[from].Start, words[to - 1].End - words[from].Start, because);

    /// <summary>True when nothing but "and", a comma or a sign stands between two pieces.</summary>
    /// <param name="to">Behind the first.</param>
    /// <param name="from">Where the second begins.</param>
    /// <param name="isAnd">False when it is only a comma.</param>
    public bool IsJoined(int to, int from, out bool isAnd)
    {
        isAnd = false;
        if (from >= words.Count || words[from].Gap == Gap.Break) return false;
        isAnd = words[from].Gap == Gap.Joiner;
        if (from == to) return words[from].Gap is Gap.Joiner or Gap.Comma;
        isAnd = from == to + 1 && words[to].Gap < Gap.Break && IsAnd(to);
        return isAnd;
    }

    private bool IsAnd(int at) => Written(at) is "and" or "AND" or "And" or "or" or "plus" or "a" or "ac" or "nor" or "n";
}
