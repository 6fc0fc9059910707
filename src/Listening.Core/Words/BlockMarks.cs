using System.Numerics;

namespace Listening.Core.Words;

/// <summary>What <see cref="TextScan"/> knows of 64 characters: one bit each, the first character's the lowest.</summary>
internal struct BlockMarks
{
    /// <summary>Characters of a block.</summary>
    public const int Length = 64;

    /// <summary>Letters and digits that fold to one of ASCII, and the apostrophes between them.</summary>
    public ulong Words;

    /// <summary>Where what stands there, or how it meets the word before it, is more than a separator.</summary>
    public ulong Rules;

    /// <summary>Where a word begins or the rules are needed.</summary>
    public ulong Begins;

    /// <summary>What there is to read from a place on. Whoever comes from the rules may go on in the middle of letters.</summary>
    public readonly ulong From(int place) => (Begins | (Words & (1UL << place))) & (ulong.MaxValue << place);

    /// <summary>Of the places where there is something to read those before the first that needs the rules or does not end in this block.</summary>
    public readonly ulong WholeWords(ulong todo)
    {
        // The end of the block, or the first place with rules that is still to come.
        var end = BitOperations.TrailingZeroCount(Rules & (ulong)-(long)(todo & (~todo + 1)));
        // The word that ends there begins behind the last gap before.
        var gaps = end == Length ? ~Words : ~Words & ~(ulong.MaxValue << end);
        var start = Length - BitOperations.LeadingZeroCount(gaps);
        return start == Length ? todo : todo & ~(ulong.MaxValue << start);
    }

    /// <summary>Length of the word that begins at a place; 0 when the rules are needed, or it is as long as a block.</summary>
    /// <param name="place">Where.</param>
    /// <param name="next">The block behind, into which the word may reach.</param>
    public readonly int PlainWord(int place, in BlockMarks next)
    {
        var length = BitOperations.TrailingZeroCount(~Window(Words, next.Words, place));
        return length == Length || (Window(Rules, next.Rules, place) >> length & 1) != 0 ? 0 : length;
    }

    // The 64 bits from a place on.
    private static ulong Window(ulong here, ulong next, int place) => (here >> place) | (next << 1 << (Length - 1 - place));
}
