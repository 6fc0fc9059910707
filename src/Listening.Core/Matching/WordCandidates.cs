using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Listening.Core.Words;

namespace Listening.Core.Matching;

/// <summary>Words of a text that a search may have, gathered so that several are looked up at once. Reused from post to post; not shared by threads.</summary>
/// <param name="scan">Holds their letters; a text's candidates are looked up before it reads the next.</param>
/// <param name="post">Takes those that are terms.</param>
internal sealed class WordCandidates(TextScan scan, PostTerms post)
{
    // A block has room for no more than half of these.
    private const int Most = BlockMarks.Length * 2;
    private readonly Candidate[] candidates = new Candidate[Most];
    private readonly int[] firstFound = new int[Most];
    private int count;

    /// <summary>The terms of the searches.</summary>
    public Vocabulary Vocabulary { get; set; } = SearchTerms.None.Vocabulary;

    /// <summary>Adds the words of a block, except most that no search has; the parameters are those of <see cref="ITermSink.PlainWords"/>.</summary>
    /// <remarks>Nearly all words of all posts come through this loop. Nothing is called in it, so that all it needs stays in registers.</remarks>
    public void Add(int first, ulong begins, ulong words, int position)
    {
        if (count > Most - BlockMarks.Length) Find();
        var added = count;
        var (filter, shift) = (Vocabulary.Filter, Vocabulary.FilterShift);
        ref var block = ref scan.Lower[first];
        ref var candidate = ref MemoryMarshal.GetArrayDataReference(candidates);
        for (; begins != 0; begins &= begins - 1)
        {
            var place = BitOperations.TrailingZeroCount(begins);
            var length = BitOperations.TrailingZeroCount(~(words >> place));
            var quick = TermKey.QuickOf(Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref block, place)), length);
            // No branch: whether a search has the word cannot be foretold.
            Unsafe.Add(ref candidate, added) = new Candidate(first + place, length, position++);
            added += Vocabulary.MayHave(filter, shift, quick) ? 1 : 0;
        }

        count = added;
    }

    /// <summary>Adds a word, unless it is known that no search has it; the parameters are those of <see cref="ITermSink.PlainWord"/>.</summary>
    public void Add(int at, int length, int position)
    {
        if (count == Most) Find();
        var quick = TermKey.QuickOf(Unsafe.ReadUnaligned<ulong>(ref scan.Lower[at]), length);
        if (Vocabulary.MayHave(Vocabulary.Filter, Vocabulary.FilterShift, quick)) candidates[count++] = new Candidate(at, length, position);
    }

    /// <summary>Tells the post which of them are terms, and begins anew.</summary>
    public void Find()
    {
        var words = candidates.AsSpan(0, count);
        var numbers = firstFound.AsSpan(0, count);
        var known = Vocabulary;
        ref var folded = ref MemoryMarshal.GetArrayDataReference(scan.Lower);
        // The processor waits for the memory of several at once, and not for one after the other.
        for (var i = 0; i < numbers.Length; i++)
        {
            var (low, high) = TermKey.Start(ref Unsafe.Add(ref folded, words[i].At), words[i].Length);
            numbers[i] = known.FindFirst(low, high, words[i].Length);
        }

        for (var i = 0; i < numbers.Length; i++)
        {
            ref readonly var word = ref words[i];
            var number = numbers[i];
            if (number == 0 || word.Length > TermKey.Whole)
            {
                ref var first = ref Unsafe.Add(ref folded, word.At);
                number = known.FindLikely(TermKey.Of(ref first, word.Length), ref first);
            }

            if (number >= 0) post.AddWord(number, word.Place);
        }

        count = 0;
    }

    private readonly record struct Candidate(int At, int Length, int Place);
}
