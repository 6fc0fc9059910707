using System.Numerics;
using System.Text;

namespace Listening.Core.Words;

/// <summary>Walks over a text once and hands its words, hashtags, handles and links to a sink, in the order of the text.</summary>
/// <remarks>
/// There are two ways to walk and one set of rules: character by character, or from word to word as a
/// <see cref="TextScan"/> has found them, which leaves to the rules only what is more than letters between spaces.
/// </remarks>
internal struct TextWalk<TSink>
    where TSink : struct, ITermSink
{
    /// <summary>Wider than any phrase or window.</summary>
    private const int GapLength = 128;

    private int position;
    private int hostEnd;
    private int noHostBefore;

    /// <summary>Takes what is found.</summary>
    public TSink Sink { get; set; }

    /// <summary>Links whose letters are no words.</summary>
    public int WordlessLinks { get; private set; }

    /// <summary>Handles that stand before anything else.</summary>
    public int LeadingHandles { get; private set; }

    /// <summary>Where the next word stands.</summary>
    public readonly int Position => position;

    /// <summary>Begins another post.</summary>
    public void Clear() => (position, hostEnd, noHostBefore, WordlessLinks, LeadingHandles) = (0, 0, 0, 0, 0);

    /// <summary>Leaves a gap that no phrase or window reaches over.</summary>
    public void Gap() => position += GapLength;

    /// <summary>Walks character by character.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isField">True when ranges mean nothing, because it is not the post's text.</param>
    public void Read(ReadOnlySpan<char> text, bool isField)
    {
        hostEnd = noHostBefore = 0;
        var at = 0;
        while (at < text.Length) at = CharacterKinds.IsAsciiWord(text[at]) ? ReadWord(text, at, isField, at) : ReadOther(text, at, isField);
    }

    /// <summary>Walks from word to word; finds what <see cref="Read(ReadOnlySpan{char}, bool)"/> finds.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isField">True when ranges mean nothing, because it is not the post's text.</param>
    /// <param name="scan">Has read the same text.</param>
    public void Read(ReadOnlySpan<char> text, bool isField, TextScan scan)
    {
        hostEnd = noHostBefore = 0;
        for (var at = ReadPlain(scan, 0); at < text.Length; at = ReadPlain(scan, at)) at = ReadByRules(text, at, isField, scan);
    }

    // Nearly all words, block by block. Ends where the rules are needed.
    private int ReadPlain(TextScan scan, int at)
    {
        var block = at / BlockMarks.Length;
        for (var todo = scan[block].From(at % BlockMarks.Length); block < scan.Blocks; todo = scan[++block].Begins)
        {
            ref readonly var marks = ref scan[block];
            var first = block * BlockMarks.Length;
            var whole = marks.WholeWords(todo);
            if (whole != 0) Sink.PlainWords(first, whole, marks.Words, position);
            position += BitOperations.PopCount(whole);
            todo ^= whole;
            if (todo == 0) continue;

            // The last word may reach into the next block.
            var place = BitOperations.TrailingZeroCount(todo);
            var length = marks.PlainWord(place, scan[block + 1]);
            if (length == 0) return first + place;
            Sink.PlainWord(first + place, length, position++);
        }

        return int.MaxValue;
    }

    private int ReadByRules(ReadOnlySpan<char> text, int at, bool isField, TextScan scan)
    {
        if (!scan.IsWord(at))
        {
            var next = ReadOther(text, at, isField);
            // Behind a handle an apostrophe joins nothing, though letters stand on both sides of it.
            return next < text.Length && CharacterKinds.At(text, next, out _) == CharacterKind.Apostrophe ? next + 1 : next;
        }

        var end = scan.WordEnd(at);
        if (scan.NeedsRules(end)) return ReadWord(text, at, isField, Ascii.IsValid(text[at..end]) ? end : at);
        Sink.PlainWord(at, end - at, position++);
        return end;
    }

    private int ReadOther(ReadOnlySpan<char> text, int at, bool isField)
    {
        var c = text[at];
        if (c is '@' or '＠') return ReadHandle(text, at, isField);
        if (c is '#' or '＃') return ReadHashtag(text, at, isField);
        if (c < 128) return at + 1;
        switch (CharacterKinds.At(text, at, out var width))
        {
            case CharacterKind.Letter:
                return ReadWord(text, at, isField, at);
            case CharacterKind.Unspaced:
                var word = WordRange.ReadUnspaced(text, at);
                Add(text, word, isField);
                return word.Next;
            default:
                return at + width;
        }
    }

    // What stands before known belongs to the word and is ASCII.
    private int ReadWord(ReadOnlySpan<char> text, int at, bool isField, int known)
    {
        var word = WordRange.Read(text, at, known);
        if (word.Plain && word.Next < text.Length)
        {
            var end = LinkEnd(text, word, isField);
            if (end > 0) return end;
        }

        Add(text, word, isField);
        return word.Next;
    }

    // Behind the link that begins with this word and is no words; 0 when none does.
    private int LinkEnd(ReadOnlySpan<char> text, in WordRange word, bool isField)
    {
        var stop = text[word.End];
        if (stop == ':' && LinkRange.IsSchemeEnd(text, word.End)) return AddLink(text, word.Start, word.End + 3, isField);
        if (stop is not ('.' or '-') || word.End + 1 >= text.Length || !CharacterKinds.IsAsciiWord(text[word.End + 1])) return 0;
        if (word.Start < hostEnd || word.Start < noHostBefore) return 0;
        if (word.Start > 0 && text[word.Start - 1] is '@' or '＠') return 0;
        var end = LinkRange.HostEnd(text, word.Start);
        if (end < 0)
        {
            // Nothing is looked at twice, or a long row of hyphens would take quadratic time.
            noHostBefore = LinkRange.LettersEnd(text, word.Start);
            return 0;
        }

        var hasPath = end + 1 < text.Length && text[end] == '/' && LinkRange.End(text, end + 1) > end + 1;
        if (hasPath || text[word.Start..end].StartsWith("www.", StringComparison.OrdinalIgnoreCase)) return AddLink(text, word.Start, end, isField);
        if (!isField) Sink.Link(word.Start, end);
        hostEnd = end;
        return 0;
    }

    private int AddLink(ReadOnlySpan<char> text, int start, int from, bool isField)
    {
        var end = LinkRange.End(text, from);
        if (!isField) Sink.Link(start, end);
        WordlessLinks++;
        position++;
        return end;
    }

    private int ReadHandle(ReadOnlySpan<char> text, int sign, bool isField)
    {
        var end = HandleRange.End(text, sign);
        if (end < 0) return sign + 1;
        var isLeading = LeadingHandles == position;
        if (isLeading) LeadingHandles++;
        Sink.Mark(text[(sign + 1)..end], isField ? -1 : sign, end - sign, TermKind.Handle, position, isLeading && !isField);
        position++;
        return end < text.Length && WordRange.IsPossessive(text, end) ? end + 2 : end;
    }

    // The words of a hashtag are read after it, as words.
    private int ReadHashtag(ReadOnlySpan<char> text, int sign, bool isField)
    {
        var end = HashtagRange.End(text, sign);
        if (end > 0) Sink.Mark(text[(sign + 1)..end], isField ? -1 : sign, end - sign, TermKind.Hashtag, position, isLeading: false);
        return sign + 1;
    }

    private void Add(ReadOnlySpan<char> text, in WordRange word, bool isField) =>
        Sink.Word(text[word.Start..word.End], isField ? -1 : word.Start, word.Plain, position++);
}
